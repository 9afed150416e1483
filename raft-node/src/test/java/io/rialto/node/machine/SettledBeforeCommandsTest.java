package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.ADD;
import static io.rialto.node.machine.CommandKind.BUY;
import static io.rialto.node.machine.CommandKind.CANCEL_SET_BUY;
import static io.rialto.node.machine.CommandKind.COMMIT_BUY;
import static io.rialto.node.machine.CommandKind.DISPLAY_SUMMARY;
import static io.rialto.node.machine.CommandKind.DUMPLOG;
import static io.rialto.node.machine.CommandKind.SET_BUY_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_BUY_TRIGGER;
import static io.rialto.node.machine.CommandKind.SET_SELL_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is due of a user comes before that user's command, and whoever reads sees it as settled
 * (SPEC, "At most 1,000 a time"). One settles per entry here, so that much is left over.
 */
class SettledBeforeCommandsTest {
  private static final long MONEY_MAX = 1L << 53;
  private static final long SHARES_MAX = 1L << 40;

  private final TradingFloor floor = new TradingFloor(new MachineLimits(10, 64, 100, 100, 0, 1));

  @Test
  void theUsersExpiriesAndFiringsComeRightBeforeTheCommandAndCountForNothing() {
    leaveMuchDue();

    Reply reply = floor.run(BUY, "alice", "ABC", 1_000);

    assertThat(floor.lastEvents())
        .extracting(SettledBeforeCommandsTest::told)
        .containsExactly(
            "bob BUY", "alice SELL", "alice BUY", "alice SET_BUY_TRIGGER", "alice BUY command");
    assertThat(reply.outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.tick().moreIsDue()).isFalse();
    assertThat(floor.settledUsers()).containsExactly("zoe");
  }

  @Test
  void eachCommandOfAnEntryHasWhatIsDueOfItsUserBeforeItself() {
    leaveMuchDue();
    floor.apply(List.of(), List.of(add("zoe"), add("alice"), add("zoe")));
    assertThat(floor.lastEvents())
        .extracting(SettledBeforeCommandsTest::told)
        .containsExactly(
            "bob BUY",
            "zoe SET_BUY_TRIGGER",
            "zoe ADD command",
            "zoe add",
            "alice SELL",
            "alice BUY",
            "alice SET_BUY_TRIGGER",
            "alice ADD command",
            "alice add",
            "zoe ADD command",
            "zoe add");
  }

  @Test
  void aDuplicateIsPrecededByItTooAndWritesNothingElse() {
    Operation add = new Operation.RequestCommand("once", "", command(ADD, "alice", 5));
    floor.apply(add);
    leaveMuchDue();
    assertThat(floor.apply(add).duplicate()).isTrue();
    assertThat(floor.lastEvents())
        .extracting(SettledBeforeCommandsTest::told)
        .containsExactly("bob BUY", "alice SELL", "alice BUY", "alice SET_BUY_TRIGGER");
  }

  @Test
  void aCommandThatASessionRefusesIsPrecededByItToo() {
    leaveMuchDue();
    Operation stray = new Operation.SessionCommand(12_345, 1, 1, 0, "", command(ADD, "alice", 5));
    assertThat(floor.apply(stray).reply().outcome()).isEqualTo(Outcome.UNKNOWN_SESSION);
    assertThat(floor.lastEvents())
        .extracting(SettledBeforeCommandsTest::told)
        .containsExactly("bob BUY", "alice SELL", "alice BUY", "alice SET_BUY_TRIGGER");
  }

  @Test
  void aCommandOfSomebodyWhoMayNotIsPrecededByItToo() {
    leaveMuchDue();
    Reply reply = floor.runAs("bob", command(DISPLAY_SUMMARY, "alice", 0));
    assertThat(reply.outcome()).isEqualTo(Outcome.PERMISSION_DENIED);
    assertThat(floor.settledUsers()).containsExactly("bob", "alice", "alice", "alice");
  }

  @Test
  void aDumpOfEveryoneIsNobodysCommand() {
    leaveMuchDue();
    floor.run(new Command(DUMPLOG, "", "", 0, "all", 0));
    assertThat(floor.settledUsers()).containsExactly("bob");
  }

  @Test
  void theUsersBuyFiresBeforeTheirSellOfTheSameRound() {
    floor.own("alice", "ABC", 10, 10);
    floor.later(60_001);
    armSell("alice", "ABC", 2, 30);
    armBuy("zoe", "ABC");
    armBuy("alice", "ABC");
    floor.quote("ABC", 50, add("alice"));
    assertThat(floor.lastEvents())
        .extracting(SettledBeforeCommandsTest::told)
        .containsExactly(
            "asker QuoteServer",
            "zoe SET_BUY_TRIGGER",
            "alice SET_BUY_TRIGGER",
            "alice SET_SELL_TRIGGER",
            "alice add",
            "alice ADD command",
            "alice add");
  }

  @Test
  void theOldestRoundComesFirst() {
    armBuy("zoe", "XYZ");
    armBuy("alice", "ABC");
    armBuy("alice", "XYZ");
    floor.later(1);
    Quote older = TradingFloor.quoteOf("XYZ", 50, floor.now());
    Quote newer = TradingFloor.quoteOf("ABC", 50, floor.now());
    floor.apply(List.of(older, newer), List.of(add("alice")));
    assertThat(floor.settledUsers()).containsExactly("zoe", "alice", "alice");
    assertThat(floor.lastEvents())
        .filteredOn(AuditEvent.SystemEvent.class::isInstance)
        .extracting(event -> ((AuditEvent.SystemEvent) event).symbol())
        .containsExactly("XYZ", "XYZ", "ABC");
  }

  @Test
  void whoCannotFireBeforeTheirCommandKeepsTheTurn() {
    floor.own("rich", "ABC", 10, 10);
    floor.later(60_001);
    armSell("rich", "ABC", 5, 30);
    floor.fillUp("rich", MONEY_MAX - 10);
    armBuy("b1", "ABC");
    armBuy("b2", "ABC");
    // Five shares at 40 pass the cap, until money goes out for shares.
    floor.quote("ABC", 40);
    floor.apply(
        List.of(),
        List.of(
            new Operation.RequestCommand("", "", new Command(BUY, "rich", "ABC", 400, "", 0)),
            new Operation.RequestCommand("", "", command(COMMIT_BUY, "rich", 0))));
    assertThat(floor.settledUsers()).containsExactly("b2");
    EntryResult result = floor.tick();
    assertThat(floor.settledUsers()).containsExactly("rich");
    assertThat(result.moreIsDue()).isFalse();
  }

  @Test
  void nothingIsDueAnyMoreWhenTheLastOrderHasEndedBeforeItsUsersCommand() {
    floor.add("bob", 200);
    floor.quote("ABC", 100);
    floor.buy("bob", "ABC", 100);
    floor.buy("bob", "ABC", 100);
    floor.later(60_001);
    EntryResult result = floor.apply(List.of(), List.of(add("bob")));
    assertThat(floor.settledUsers()).containsExactly("bob", "bob");
    assertThat(result.moreIsDue()).isFalse();
  }

  @Test
  void nothingIsDueAnyMoreWhenTheLastTriggerHasFiredBeforeItsUsersCommand() {
    armBuy("zoe", "ABC");
    armBuy("alice", "ABC");
    EntryResult result = floor.quote("ABC", 50, add("alice"));
    assertThat(floor.settledUsers()).containsExactly("zoe", "alice");
    assertThat(result.moreIsDue()).isFalse();
  }

  @Test
  void nothingIsDueAnyMoreWhenTheLastTriggerHasBeenDropped() {
    armBuy("zoe", "ABC");
    floor.add("poor", 30);
    floor.run(SET_BUY_AMOUNT, "poor", "ABC", 30);
    floor.run(SET_BUY_TRIGGER, "poor", "ABC", 60);
    Command drop = new Command(CANCEL_SET_BUY, "poor", "ABC", 0, "", 0);
    EntryResult result = floor.quote("ABC", 50, new Operation.RequestCommand("", "", drop));
    assertThat(floor.settledUsers()).containsExactly("zoe");
    assertThat(result.moreIsDue()).isFalse();
  }

  @Test
  void readersSeeAnAccountAsIfWhatIsDueOfItWereSettled() {
    leaveMuchDue();
    Summary before = floor.summary("alice");
    assertThat(before.pendingBuys()).isEmpty();
    assertThat(before.pendingSells()).isEmpty();
    assertThat(before.buyTriggers()).isEmpty();
    assertThat(before.cashCents()).isEqualTo(1_000);
    assertThat(before.availableCents()).isEqualTo(1_000);
    assertThat(before.reservedCents()).isZero();
    assertThat(before.holdings()).containsExactly(new Summary.HoldingLine("ABC", 20, 20, 0));
    assertThat(AccountReader.availableCents(floor.state, "alice", 0)).isEqualTo(1_000);
  }

  @Test
  void whatReadersSawIsWhatTheEntriesThatFollowBringAbout() {
    leaveMuchDue();
    List<Summary> seen = everyone();
    while (floor.tick().moreIsDue()) {
      assertThat(everyone()).isEqualTo(seen);
    }
    assertThat(everyone()).isEqualTo(seen);
    floor.tick();
    assertThat(floor.lastEvents()).isEmpty();
  }

  @Test
  void aReadChangesNothing() {
    leaveMuchDue();
    byte[] hash = floor.machine().applied().hash();
    floor.summary("alice");
    assertThat(floor.machine().applied().hash()).isEqualTo(hash);
    floor.restart();
    floor.tick();
    assertThat(floor.settledUsers()).containsExactly("bob");
  }

  @Test
  void theBodyOfAResolvedSummaryIsSettledToo() {
    long session = floor.apply(new Operation.OpenSession()).reply().session();
    floor.add("alice", 1);
    floor.apply(
        new Operation.SessionCommand(session, 1, 1, 0, "", command(DISPLAY_SUMMARY, "alice", 0)));
    leaveMuchDue();
    Result resolved = floor.apply(new Operation.Resolve(session, 1, 1));
    assertThat(resolved.summary()).isEqualTo(floor.summary("alice"));
    assertThat(resolved.summary().pendingBuys()).isEmpty();
    assertThat(floor.settledUsers()).containsExactly("bob");
  }

  /** The sell makes room for the buy, whose turn is still to come. */
  @Test
  void theBodyOfASummaryIsWhatAReaderSeesAfterIt() {
    for (long shares : new long[] {SHARES_MAX / 2, SHARES_MAX / 2}) {
      floor.own("alice", "ABC", shares, 1);
    }
    floor.later(60_001);
    armSell("alice", "ABC", 10, 30);
    armBuy("zoe", "ABC");
    armBuy("alice", "ABC");
    Command display = command(DISPLAY_SUMMARY, "alice", 0);
    EntryResult result = floor.quote("ABC", 50, new Operation.RequestCommand("", "", display));
    assertThat(floor.settledUsers()).containsExactly("zoe", "alice");
    Summary body = result.results().get(0).summary();
    assertThat(body).isEqualTo(floor.summary("alice"));
    assertThat(body.buyTriggers()).isEmpty();
    floor.tick();
    assertThat(floor.settledUsers()).containsExactly("alice");
    assertThat(floor.summary("alice")).isEqualTo(body);
  }

  /**
   * Of bob two orders that end first, of alice a sell and a buy that are over and a trigger that a
   * quote reaches, of zoe one that has its turn before: bob's first order ends with the quote, all
   * else is left over.
   */
  private void leaveMuchDue() {
    floor.own("alice", "ABC", 10, 80);
    floor.add("alice", 1_000);
    floor.add("bob", 200);
    floor.quote("OLD", 100);
    floor.buy("bob", "OLD", 100);
    floor.buy("bob", "OLD", 100);
    floor.sell("alice", "ABC", 80);
    floor.buy("alice", "OLD", 1_000);
    armBuy("zoe", "ABC");
    armBuy("alice", "ABC");
    floor.later(60_001);
    floor.quote("ABC", 50);
    assertThat(floor.settledUsers()).containsExactly("bob");
  }

  private List<Summary> everyone() {
    return Stream.of("alice", "bob", "zoe").map(floor::summary).toList();
  }

  /** With 500, at 60 or less. */
  private void armBuy(String user, String symbol) {
    floor.add(user, 500);
    floor.run(SET_BUY_AMOUNT, user, symbol, 500);
    floor.run(SET_BUY_TRIGGER, user, symbol, 60);
  }

  private void armSell(String user, String symbol, long shares, long triggerCents) {
    floor.run(SET_SELL_AMOUNT, user, symbol, shares * triggerCents);
    floor.run(SET_SELL_TRIGGER, user, symbol, triggerCents);
  }

  private static Operation add(String user) {
    return new Operation.RequestCommand("", "", command(ADD, user, 1));
  }

  private static Command command(CommandKind kind, String user, long cents) {
    return new Command(kind, user, "", cents, "", 0);
  }

  /** Whose event it is and what it says, in a few words. */
  private static String told(AuditEvent event) {
    if (event instanceof AuditEvent.SystemEvent system) {
      return system.user() + " " + system.command();
    } else if (event instanceof AuditEvent.UserCommand command) {
      return command.user() + " " + command.command() + " command";
    } else if (event instanceof AuditEvent.AccountTransaction transaction) {
      return transaction.user() + (transaction.add() ? " add" : " remove");
    }
    return event.user() + " " + event.getClass().getSimpleName();
  }
}
