package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exactly once by request id, for ten minutes (DESIGN, "Sessions"; trading.proto). */
@Tag("P2")
class RequestsTest {
  private static final long TEN_MINUTES = 600_000;

  private final TradingFloor floor = new TradingFloor(new MachineLimits(2, 10, 2, 100, 0, 1_000));

  @Test
  void theSameRequestIsAnsweredWithTheFirstReplyForTenMinutes() {
    Result first = send("r1", 5);
    floor.later(TEN_MINUTES);
    Result second = send("r1", 5);
    assertThat(second.duplicate()).isTrue();
    assertThat(second.reply()).isEqualTo(first.reply());
    floor.later(1);
    assertThat(send("r1", 5).duplicate()).isFalse();
    assertThat(floor.cash("alice")).isEqualTo(10);
  }

  @Test
  void theSameRequestIdForAnotherCommandIsReused() {
    send("r1", 5);
    Result other = send("r1", 6);
    assertThat(other.reply().outcome()).isEqualTo(Outcome.SEQUENCE_REUSED);
    assertThat(floor.cash("alice")).isEqualTo(5);
  }

  @Test
  void anEmptyRequestIdIsNoProtection() {
    send("", 5);
    assertThat(send("", 5).duplicate()).isFalse();
    assertThat(floor.cash("alice")).isEqualTo(10);
    assertThat(floor.state.count(Table.REQUESTS)).isZero();
  }

  @Test
  void whenTooManyAreKeptANewOneIsOverloadedUntilTheOldestIsOver() {
    send("r1", 1);
    floor.later(1_000);
    send("r2", 1);
    assertThat(send("r3", 1).reply().outcome()).isEqualTo(Outcome.OVERLOADED);
    assertThat(send("r1", 1).duplicate()).isTrue();
    assertThat(send("", 1).reply().outcome()).isEqualTo(Outcome.OK);
    floor.later(TEN_MINUTES - 999);
    assertThat(send("r3", 1).reply().outcome()).isEqualTo(Outcome.OK);
    assertThat(send("r4", 1).reply().outcome()).isEqualTo(Outcome.OVERLOADED);
    assertThat(floor.cash("alice")).isEqualTo(4);
  }

  @Test
  void requestsAndTheirCountSurviveARestart() {
    Result first = send("r1", 1);
    send("r2", 1);
    floor.restart();
    assertThat(send("r1", 1).reply()).isEqualTo(first.reply());
    assertThat(send("r3", 1).reply().outcome()).isEqualTo(Outcome.OVERLOADED);
    floor.pass(TEN_MINUTES + 1);
    assertThat(floor.state.count(Table.REQUESTS)).isZero();
    assertThat(send("r1", 1).duplicate()).isFalse();
  }

  private Result send(String requestId, long cents) {
    Command command = new Command(CommandKind.ADD, "alice", "", cents, "", 0);
    return floor.apply(new Operation.RequestCommand(requestId, "", command));
  }
}
