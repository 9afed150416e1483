package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.ADD;
import static io.rialto.node.machine.CommandKind.BUY;
import static io.rialto.node.machine.CommandKind.CANCEL_SET_BUY;
import static io.rialto.node.machine.CommandKind.COMMIT_BUY;
import static io.rialto.node.machine.CommandKind.SET_BUY_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_BUY_TRIGGER;
import static io.rialto.node.machine.CommandKind.SET_SELL_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one entry settles and what it leaves to the next (SPEC, "At most 1,000 a time"). */
class SettlementTest {
  private static final int CROWD_BUYS = 6_000;
  private static final int CROWD_SELLS = 4_000;
  private static final int OPERATIONS_PER_ENTRY = 500;

  private record Armed(String user, boolean buy, long triggerCents, int place) {}

  private TradingFloor floor = settling(3);

  @Test
  void tenThousandTriggersOfOneQuoteFireAThousandAnEntryInFiringOrder() {
    floor = new TradingFloor();
    List<Armed> crowd = armCrowd();
    crowd.sort(
        Comparator.comparing((Armed armed) -> !armed.buy())
            .thenComparing(armed -> armed.buy() ? -armed.triggerCents() : armed.triggerCents())
            .thenComparing(Armed::place));

    List<String> fired = new ArrayList<>();
    List<Boolean> moreIsDue = new ArrayList<>();
    EntryResult result = floor.quote("ABC", 40);
    while (true) {
      assertThat(floor.settledUsers()).hasSize(1_000);
      fired.addAll(floor.settledUsers());
      moreIsDue.add(result.moreIsDue());
      if (!result.moreIsDue()) {
        break;
      }
      result = floor.tick();
    }

    assertThat(fired).isEqualTo(crowd.stream().map(Armed::user).toList());
    assertThat(moreIsDue).hasSize(10).endsWith(true, false);
    assertThat(floor.tick().moreIsDue()).isFalse();
    assertThat(floor.lastEvents()).isEmpty();
    assertThat(floor.machine().armedSymbols()).isEmpty();
  }

  @Test
  void twoThousandAndFiveHundredOrdersEndAThousandAnEntryInTheirOrder() {
    floor = new TradingFloor();
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      users.add("u" + i);
    }
    run(users.stream().map(user -> request(ADD, user, "", 100)).toList());
    floor.quote("ABC", 100);
    run(users.stream().map(user -> request(BUY, user, "ABC", 100)).toList());

    floor.later(60_001);
    List<String> ended = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (EntryResult result = floor.tick(); ; result = floor.tick()) {
      counts.add(floor.settledUsers().size());
      ended.addAll(floor.settledUsers());
      if (!result.moreIsDue()) {
        break;
      }
    }

    assertThat(counts).containsExactly(1_000, 1_000, 500);
    assertThat(ended).isEqualTo(users);
  }

  @Test
  void whatEndsCountsBeforeWhatFires() {
    for (String user : List.of("o1", "o2", "o3", "o4")) {
      floor.add(user, 100);
    }
    floor.quote("OLD", 100);
    for (String user : List.of("o1", "o2", "o3", "o4")) {
      floor.buy(user, "OLD", 100);
    }
    buyers("ABC", "b1", "b2", "b3", "b4");
    floor.later(60_001);

    EntryResult first = floor.quote("ABC", 40);
    assertThat(floor.settledUsers()).containsExactly("o1", "o2", "o3");
    assertThat(first.moreIsDue()).isTrue();
    EntryResult second = floor.tick();
    assertThat(floor.settledUsers()).containsExactly("o4", "b1", "b2");
    assertThat(second.moreIsDue()).isTrue();
    EntryResult third = floor.tick();
    assertThat(floor.settledUsers()).containsExactly("b3", "b4");
    assertThat(third.moreIsDue()).isFalse();
  }

  @Test
  void olderRoundsGoOnFirstAndANewOneBeginsWithWhatIsLeft() {
    buyers("ABC", "a1", "a2", "a3", "a4");
    buyers("XYZ", "x1", "x2", "x3");
    buyers("QQQ", "q1");

    floor.quote("ABC", 40);
    assertThat(floor.settledUsers()).containsExactly("a1", "a2", "a3");
    floor.quote("XYZ", 40);
    assertThat(floor.settledUsers()).containsExactly("a4", "x1", "x2");
    assertThat(floor.quote("QQQ", 40).moreIsDue()).isFalse();
    assertThat(floor.settledUsers()).containsExactly("x3", "q1");
  }

  @Test
  void quotesOfOneEntryBeginTheirRoundsInItsOrder() {
    buyers("ABC", "a1", "a2");
    buyers("XYZ", "x1", "x2");
    floor.later(1);
    floor.apply(
        List.of(
            TradingFloor.quoteOf("XYZ", 40, floor.now()),
            TradingFloor.quoteOf("ABC", 40, floor.now())),
        List.of());
    assertThat(floor.settledUsers()).containsExactly("x1", "x2", "a1");
    assertThat(floor.tick().moreIsDue()).isFalse();
    assertThat(floor.settledUsers()).containsExactly("a2");
  }

  @Test
  void aLaterQuoteOfTheSymbolEndsTheEarlierRoundFirstAtItsPriceAndWithoutCounting() {
    buyers("ABC", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8");
    floor.quote("ABC", 50);

    EntryResult result = floor.quote("ABC", 41);

    assertThat(floor.settledUsers()).containsExactly("b4", "b5", "b6", "b7", "b8");
    assertThat(floor.lastEvents().get(0)).isInstanceOf(AuditEvent.SystemEvent.class);
    assertThat(floor.lastEvents().get(floor.lastEvents().size() - 1))
        .isInstanceOf(AuditEvent.QuoteServer.class);
    assertThat(floor.lastEvents())
        .filteredOn(AuditEvent.SystemEvent.class::isInstance)
        .allMatch(event -> ((AuditEvent.SystemEvent) event).fundsCents() == 500);
    assertThat(result.moreIsDue()).isFalse();
  }

  @Test
  void twoQuotesOfASymbolInOneEntryHaveTheirRoundsOneAfterTheOther() {
    buyers("ABC", "b1", "b2", "b3", "b4", "b5");
    buyersAt(30, "ABC", "c1", "c2", "c3", "c4");
    floor.later(2);
    Quote first = TradingFloor.quoteOf("ABC", 40, floor.now() - 1);
    Quote second = TradingFloor.quoteOf("ABC", 25, floor.now());

    EntryResult result = floor.apply(List.of(first, second), List.of());

    assertThat(floor.settledUsers()).containsExactly("b1", "b2", "b3", "b4", "b5");
    assertThat(result.moreIsDue()).isTrue();
    assertThat(floor.tick().moreIsDue()).isTrue();
    assertThat(floor.settledUsers()).containsExactly("c1", "c2", "c3");
    assertThat(floor.tick().moreIsDue()).isFalse();
    assertThat(floor.settledUsers()).containsExactly("c4");
  }

  @Test
  void anIgnoredQuoteEndsNoRound() {
    buyers("ABC", "b1", "b2", "b3", "b4", "b5", "b6", "b7");
    floor.quote("ABC", 40);
    Quote sameTime = TradingFloor.quoteOf("ABC", 1, floor.now());
    floor.apply(List.of(sameTime), List.of());
    assertThat(floor.settledUsers()).containsExactly("b4", "b5", "b6");
    floor.tick();
    assertThat(floor.settledUsers()).containsExactly("b7");
  }

  @Test
  void aRoundGoesOnWhenItsQuoteIsOver() {
    buyers("ABC", "b1", "b2", "b3", "b4");
    floor.quote("ABC", 40);
    floor.later(3_600_000);
    floor.tick();
    assertThat(floor.settledUsers()).containsExactly("b4");
  }

  @Test
  void whoHasTheTurnAndCannotFireStaysArmedAndCountsOne() {
    buyers("ABC", "b1");
    floor.add("poor", 30);
    floor.run(SET_BUY_AMOUNT, "poor", "ABC", 30);
    floor.run(SET_BUY_TRIGGER, "poor", "ABC", 60);
    buyers("ABC", "b2", "b3");

    EntryResult first = floor.quote("ABC", 40);
    assertThat(floor.settledUsers()).containsExactly("b1", "b2");
    assertThat(first.moreIsDue()).isTrue();
    EntryResult second = floor.tick();
    assertThat(floor.settledUsers()).containsExactly("b3");
    assertThat(second.moreIsDue()).isFalse();
    assertThat(floor.summary("poor").buyTriggers()).hasSize(1);
  }

  @Test
  void whatIsDroppedBeforeItsTurnHasNone() {
    buyers("ABC", "b1", "b2", "b3");
    floor.add("poor", 30);
    floor.run(SET_BUY_AMOUNT, "poor", "ABC", 30);
    floor.run(SET_BUY_TRIGGER, "poor", "ABC", 60);
    buyers("ABC", "b4", "b5", "b6");
    floor.later(1);

    floor.apply(
        List.of(TradingFloor.quoteOf("ABC", 40, floor.now())),
        List.of(request(CANCEL_SET_BUY, "poor", "ABC", 0)));

    assertThat(floor.tick().moreIsDue()).isFalse();
    assertThat(floor.settledUsers()).containsExactly("b4", "b5", "b6");
  }

  @Test
  void aTriggerArmedAnewDuringARoundHasNoTurnInIt() {
    buyers("ABC", "b1", "b2", "b3", "b4", "b5", "b6", "b7");
    floor.add("late", 90);
    floor.run(SET_BUY_AMOUNT, "late", "ABC", 30);
    floor.run(SET_BUY_TRIGGER, "late", "ABC", 60);
    floor.quote("ABC", 40);
    // What was too little for a share is enough now, and no quote is valid that fires it at once.
    floor.later(60_001);
    floor.apply(
        List.of(),
        List.of(
            request(SET_BUY_AMOUNT, "late", "ABC", 90),
            request(SET_BUY_TRIGGER, "late", "ABC", 60)));

    assertThat(floor.tick().moreIsDue()).isFalse();
    assertThat(floor.settledUsers()).containsExactly("b7");
    assertThat(floor.summary("late").buyTriggers()).hasSize(1);
    floor.quote("ABC", 40);
    assertThat(floor.settledUsers()).containsExactly("late");
  }

  @Test
  void whoArmsDuringARoundFiresAtOnceAndNotInTheRound() {
    buyers("ABC", "b1", "b2", "b3", "b4", "b5");
    floor.add("late", 500);
    floor.run(SET_BUY_AMOUNT, "late", "ABC", 500);
    floor.later(1);
    floor.apply(
        List.of(TradingFloor.quoteOf("ABC", 40, floor.now())),
        List.of(request(SET_BUY_TRIGGER, "late", "ABC", 1_000)));
    assertThat(floor.settledUsers()).containsExactly("b1", "b2", "b3", "late");
    floor.tick();
    assertThat(floor.settledUsers()).containsExactly("b4", "b5");
  }

  @Test
  void twoTriggersOfAUserHaveTheirTurnsInFiringOrderNotTogether() {
    seller("both", 20);
    floor.later(60_001);
    buyers("ABC", "both", "b2", "b3");
    floor.quote("ABC", 40);
    assertThat(floor.settledUsers()).containsExactly("both", "b2", "b3");
    floor.tick();
    assertThat(floor.settledUsers()).containsExactly("both");
  }

  @Tag("P3")
  @Test
  void aMachineRebuiltFromItsRowsInTheMiddleOfARoundGoesOnWithTheSameHashes() {
    List<String> once = hashesOfAnUnfinishedDay(false);
    assertThat(hashesOfAnUnfinishedDay(true)).isEqualTo(once);
  }

  private List<String> hashesOfAnUnfinishedDay(boolean rebuilt) {
    floor = settling(2);
    floor.add("o1", 200);
    floor.quote("OLD", 100);
    floor.buy("o1", "OLD", 100);
    floor.buy("o1", "OLD", 100);
    buyers("ABC", "a1", "a2", "a3", "a4", "a5", "a6");
    buyersAt(45, "ABC", "c1", "c2", "c3");
    buyers("XYZ", "x1", "x2", "x3", "x4");
    floor.later(60_001);
    List<EntryResult> results = new ArrayList<>();
    results.add(floor.quote("XYZ", 40));
    restartIf(rebuilt);
    results.add(floor.quote("ABC", 50));
    restartIf(rebuilt);
    results.add(floor.apply(List.of(), List.of(request(BUY, "a6", "ABC", 40))));
    restartIf(rebuilt);
    results.add(floor.quote("ABC", 41));
    for (int i = 0; i < 4; i++) {
      restartIf(rebuilt);
      results.add(floor.tick());
    }
    assertThat(results.get(3).moreIsDue()).isTrue();
    assertThat(floor.machine().armedSymbols()).isEmpty();
    return results.stream()
        .map(result -> HexFormat.of().formatHex(result.hash()) + result.moreIsDue())
        .toList();
  }

  private void restartIf(boolean wanted) {
    if (wanted) {
      floor.restart();
    }
  }

  /** Six thousand buys and four thousand sells, in the order in which they were armed. */
  private List<Armed> armCrowd() {
    List<Armed> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD_BUYS; i++) {
      crowd.add(new Armed("b" + i, true, 40 + i * 7 % 50, crowd.size()));
    }
    for (int i = 0; i < CROWD_SELLS; i++) {
      crowd.add(new Armed("s" + i, false, 1 + i * 7 % 40, crowd.size()));
    }
    List<Operation> funding = new ArrayList<>();
    List<Operation> arming = new ArrayList<>();
    for (Armed armed : crowd) {
      funding.add(request(ADD, armed.user(), "", 100));
      if (armed.buy()) {
        arming.add(request(SET_BUY_AMOUNT, armed.user(), "ABC", 100));
        arming.add(request(SET_BUY_TRIGGER, armed.user(), "ABC", armed.triggerCents()));
      } else {
        funding.add(request(BUY, armed.user(), "ABC", 100));
        funding.add(request(COMMIT_BUY, armed.user(), "", 0));
        arming.add(request(SET_SELL_AMOUNT, armed.user(), "ABC", armed.triggerCents()));
        arming.add(request(SET_SELL_TRIGGER, armed.user(), "ABC", armed.triggerCents()));
      }
    }
    floor.quote("ABC", 100);
    run(funding);
    floor.later(60_001);
    run(arming);
    return crowd;
  }

  private void run(List<Operation> operations) {
    for (int from = 0; from < operations.size(); from += OPERATIONS_PER_ENTRY) {
      int to = Math.min(operations.size(), from + OPERATIONS_PER_ENTRY);
      EntryResult result = floor.apply(List.of(), operations.subList(from, to));
      assertThat(result.results()).allMatch(each -> each.reply().outcome() == Outcome.OK);
    }
  }

  private void buyers(String symbol, String... users) {
    buyersAt(60, symbol, users);
  }

  private void buyersAt(long triggerCents, String symbol, String... users) {
    for (String user : users) {
      floor.add(user, 500);
      floor.run(SET_BUY_AMOUNT, user, symbol, 500);
      floor.run(SET_BUY_TRIGGER, user, symbol, triggerCents);
    }
  }

  /** Has two shares of ABC, for sale. */
  private void seller(String user, long triggerCents) {
    floor.own(user, "ABC", 10, 10);
    floor.run(SET_SELL_AMOUNT, user, "ABC", 2 * triggerCents);
    floor.run(SET_SELL_TRIGGER, user, "ABC", triggerCents);
  }

  private static TradingFloor settling(int perEntryMax) {
    return new TradingFloor(new MachineLimits(10, 64, 100, 100, 0, perEntryMax));
  }

  private static Operation request(CommandKind kind, String user, String symbol, long cents) {
    return new Operation.RequestCommand("", "", new Command(kind, user, symbol, cents, "", 0));
  }
}
