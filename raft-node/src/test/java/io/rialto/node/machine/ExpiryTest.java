package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.BUY;
import static io.rialto.node.machine.CommandKind.COMMIT_BUY;
import static io.rialto.node.machine.CommandKind.COMMIT_SELL;
import static io.rialto.node.machine.CommandKind.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SPEC, "Sixty seconds" and "Expiry". */
class ExpiryTest {
  private final TradingFloor floor = new TradingFloor();

  @Test
  void aBuyOfExactlySixtySecondsCanBeCommitted() {
    aliceBuys();
    floor.later(60_000);
    assertThat(floor.run(COMMIT_BUY, "alice").outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aBuyIsOverAMillisecondLater() {
    aliceBuys();
    floor.later(60_001);
    assertThat(floor.run(COMMIT_BUY, "alice").outcome()).isEqualTo(Outcome.NO_PENDING_BUY);
    assertThat(floor.available("alice")).isEqualTo(1_000);
  }

  @Test
  void aSellOfExactlySixtySecondsCanBeCommittedAndAMillisecondLaterNot() {
    floor.own("bob", "ABC", 10, 100);
    floor.sell("bob", "ABC", 200);
    floor.sell("bob", "ABC", 100);
    floor.later(60_000);
    assertThat(floor.run(COMMIT_SELL, "bob").outcome()).isEqualTo(Outcome.OK);
    floor.later(1);
    assertThat(floor.run(COMMIT_SELL, "bob").outcome()).isEqualTo(Outcome.NO_PENDING_SELL);
    assertThat(floor.holding("bob", "ABC").available()).isEqualTo(9);
  }

  @Test
  void theHoldIsReleasedByTheTickThatEndsTheOrderNotByWhoeverLooks() {
    aliceBuys();
    floor.pass(60_000);
    assertThat(floor.available("alice")).isEqualTo(0);
    floor.pass(1);
    assertThat(floor.available("alice")).isEqualTo(1_000);
    assertThat(floor.summary("alice").pendingBuys()).isEmpty();
  }

  @Test
  void anExpiryIsAuditedWithTheOrdersNumberAndWorthAndLogTime() {
    floor.add("alice", 1_000);
    floor.quote("ABC", 300);
    floor.run(new Command(BUY, "alice", "ABC", 1_000, "", 42));
    floor.pass(60_001);
    assertThat(floor.lastEvents())
        .containsExactly(
            new AuditEvent.SystemEvent(
                floor.now(), TradingFloor.NODE, 42, BUY, "alice", "ABC", 900));
  }

  @Test
  void expiriesComeInTheOrderInWhichTheOrdersEndThenInLogOrder() {
    floor.own("bob", "ABC", 10, 100);
    floor.add("alice", 1_000);
    Operation sell = request(new Command(SELL, "bob", "ABC", 100, "", 1));
    Operation buy = request(new Command(BUY, "alice", "ABC", 100, "", 2));
    floor.apply(List.of(), List.of(sell, buy));
    floor.run(new Command(BUY, "alice", "ABC", 100, "", 3));
    floor.later(1);
    floor.run(new Command(SELL, "bob", "ABC", 100, "", 4));
    floor.pass(100_000);
    assertThat(floor.lastEvents())
        .extracting(AuditEvent::transactionNumber)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void onlyTheOldestOfAStackEnds() {
    aliceBuys();
    floor.add("alice", 500);
    floor.later(30_000);
    floor.buy("alice", "ABC", 500);
    floor.pass(30_001);
    assertThat(floor.summary("alice").pendingBuys()).hasSize(1);
    assertThat(floor.run(COMMIT_BUY, "alice").amountCents()).isEqualTo(500);
  }

  @Test
  void timeThatRunsBackEndsNothingAndAgesNothing() {
    aliceBuys();
    floor.later(-3_600_000);
    Reply reply = floor.run(COMMIT_BUY, "alice");
    assertThat(reply.outcome()).isEqualTo(Outcome.OK);
    assertThat(reply.logTimeMillis()).isEqualTo(floor.machine().applied().logTimeMillis());
    assertThat(reply.logTimeMillis()).isEqualTo(floor.now() + 3_600_000);
  }

  @Test
  void theVeryFirstEntryTakesItsStampAsItIs() {
    floor.later(-TradingFloor.START_MILLIS + 5);
    floor.pass(0);
    assertThat(floor.machine().applied().logTimeMillis()).isEqualTo(5);
  }

  private void aliceBuys() {
    floor.add("alice", 1_000);
    floor.quote("ABC", 100);
    floor.buy("alice", "ABC", 1_000);
  }

  private static Operation request(Command command) {
    return new Operation.RequestCommand("", "", command);
  }
}
