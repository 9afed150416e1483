package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.DISPLAY_SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** DISPLAY_SUMMARY's body and the reading of accounts out of rows (SPEC, "For programs"). */
class SummaryTest {
  private static final Command DISPLAY = new Command(DISPLAY_SUMMARY, "alice", "", 0, "", 0);

  private final TradingFloor floor = new TradingFloor();

  @Test
  void theBodyIsTheAccountRightAfterTheCommandItselfIncluded() {
    floor.add("alice", 1_000);
    EntryResult result =
        floor.apply(List.of(), List.of(request(DISPLAY), request(add(5)), request(DISPLAY)));
    Summary first = result.results().get(0).summary();
    Summary second = result.results().get(2).summary();
    assertThat(first.cashCents()).isEqualTo(1_000);
    assertThat(first.transactions())
        .extracting(Summary.TransactionLine::kind)
        .containsExactly(DISPLAY_SUMMARY, CommandKind.ADD);
    assertThat(second.cashCents()).isEqualTo(1_005);
    assertThat(second).isEqualTo(floor.summary("alice"));
  }

  @Test
  void theBodyEqualsWhatIsReadOutOfTheRowsInEveryPart() {
    floor.own("alice", "ABC", 10, 100);
    floor.own("alice", "AB", 5, 100);
    floor.own("alice", "XYZ", 10, 100);
    floor.add("alice", 100_000);
    floor.buy("alice", "XYZ", 150);
    floor.buy("alice", "XYZ", 250);
    floor.sell("alice", "ABC", 300);
    floor.run(CommandKind.SET_BUY_AMOUNT, "alice", "ZZZ", 1_000);
    floor.run(CommandKind.SET_BUY_AMOUNT, "alice", "AAA", 2_000);
    floor.run(CommandKind.SET_BUY_TRIGGER, "alice", "AAA", 50);
    floor.run(CommandKind.SET_SELL_AMOUNT, "alice", "ABC", 900);
    floor.run(CommandKind.SET_SELL_TRIGGER, "alice", "ABC", 450);

    Summary body = floor.apply(request(DISPLAY)).summary();

    assertThat(body).isEqualTo(floor.summary("alice"));
    assertThat(body.cashCents()).isEqualTo(97_000);
    assertThat(body.availableCents()).isEqualTo(97_000 - 300);
    assertThat(body.reservedCents()).isEqualTo(3_000);
    assertThat(body.holdings())
        .containsExactly(
            new Summary.HoldingLine("AB", 5, 5, 0),
            new Summary.HoldingLine("ABC", 8, 5, 2),
            new Summary.HoldingLine("XYZ", 10, 10, 0));
    assertThat(body.pendingBuys())
        .extracting(Summary.PendingLine::amountCents)
        .containsExactly(200L, 100L);
    assertThat(body.pendingSells())
        .containsExactly(new Summary.PendingLine("ABC", 3, 100, 300, floor.now() + 60_000));
    assertThat(body.buyTriggers())
        .containsExactly(
            new Summary.StandingLine("AAA", 2_000, 50, 0),
            new Summary.StandingLine("ZZZ", 1_000, 0, 0));
    assertThat(body.sellTriggers()).containsExactly(new Summary.StandingLine("ABC", 900, 450, 2));
  }

  @Test
  void theLatestTwentyCommandsAreKeptNewestFirstRejectedOnesToo() {
    for (long count = 1; count <= 45; count++) {
      floor.run(add(count));
      List<Summary.TransactionLine> lines = floor.summary("alice").transactions();
      assertThat(lines).hasSize((int) Math.min(count, 20));
      assertThat(lines.get(0).amountCents()).isEqualTo(count);
      assertThat(lines.get(lines.size() - 1).amountCents()).isEqualTo(Math.max(1, count - 19));
    }
    floor.restart();
    floor.run(new Command(CommandKind.BUY, "alice", "ABC", 7, "", 99));
    Summary.TransactionLine newest = floor.summary("alice").transactions().get(0);
    assertThat(newest)
        .isEqualTo(
            new Summary.TransactionLine(
                floor.index(), floor.now(), 99, CommandKind.BUY, "ABC", 7, Outcome.NO_VALID_QUOTE));
  }

  @Test
  void cashThatIsFreeByALogTimeCountsAsAvailableThen() {
    floor.own("alice", "ABC", 1, 100);
    floor.add("alice", 1_000);
    floor.buy("alice", "ABC", 1_000);
    long expires = floor.summary("alice").pendingBuys().get(0).expiresAtMillis();
    long before = AccountReader.availableCents(floor.state, "alice", expires - 1);
    assertThat(before).isEqualTo(floor.summary("alice").availableCents()).isLessThan(1_000);
    assertThat(AccountReader.availableCents(floor.state, "alice", expires + 1))
        .isEqualTo(floor.summary("alice").cashCents());
  }

  @Test
  void whatWasSentBeforeTheUserExistedIsNoTransaction() {
    floor.buy("alice", "ABC", 100);
    floor.add("alice", 1);
    assertThat(floor.summary("alice").transactions()).hasSize(1);
  }

  @Test
  void nobodyAsksForBodiesNobodyGetsThem() {
    floor.add("alice", 1);
    Entry entry =
        new Entry(floor.index() + 1, 1, "n1", floor.now(), List.of(), List.of(request(DISPLAY)));
    EntryResult result = floor.machine().apply(entry, false);
    assertThat(result.results().get(0).summary()).isNull();
  }

  @Test
  void aUserWhoseNameBeginsAnothersNameKeepsTheirOwnRows() {
    floor.own("al", "ABC", 1, 100);
    floor.own("alice", "XYZ", 2, 100);
    floor.own("al!", "QQQ", 3, 100);
    assertThat(floor.summary("al").holdings()).hasSize(1);
    assertThat(floor.summary("alice").holdings()).hasSize(1);
  }

  private static Operation request(Command command) {
    return new Operation.RequestCommand("", "", command);
  }

  private static Command add(long cents) {
    return new Command(CommandKind.ADD, "alice", "", cents, "", 0);
  }
}
