package io.rialto.node.ingress;

import static io.rialto.node.ingress.TestNode.PATIENCE;
import static io.rialto.node.ingress.TestNode.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node stamps entries only while its clock is within 2 s of those of a majority. */
class ClockSkewTest {
  private static final long HOUR_MILLIS = 3_600_000;

  private final PeerClock second = new PeerClock();
  private final PeerClock third = new PeerClock();
  private final Map<String, String> endpoints =
      new ConcurrentHashMap<>(Map.of("n2", second.endpoint(), "n3", third.endpoint()));
  private final AtomicLong errorMillis = new AtomicLong();
  private TestNode node;

  private void start() {
    // Known from the start, so that the node never counts as a cluster of two.
    endpoints.put("n1", "127.0.0.1:1");
    node = new TestNode("n1", endpoints, () -> Instant.now().plusMillis(errorMillis.get()));
  }

  @AfterEach
  void stop() {
    node.close();
    second.close();
    third.close();
    assertThat(node.halts).isEmpty();
  }

  private Reply added() {
    return node.execute(add("alice", 1_00));
  }

  private void isRefusedForItsClock(Reply reply) {
    assertThat(reply.getCode()).isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(reply.getMessage()).contains("clock", "2000 ms", "majority");
    assertThat(reply.getRetryAfterMillis()).isPositive();
  }

  @Test
  void aLeaderWhoseClockAgreesTakesCommandsAtOnce() {
    start();
    assertThat(added().getCode()).isEqualTo(ResultCode.OK);
    assertThat(node.stepDowns).hasValue(0);
  }

  @Test
  void aLeaderWhoseClockIsFarAheadStampsNothingAndStepsDown() {
    errorMillis.set(HOUR_MILLIS);
    start();

    isRefusedForItsClock(added());

    assertThat(node.machine.log()).isEmpty();
    assertThat(node.stepDowns.get()).isPositive();
    SummaryReply read = node.calls().summary(SummaryRequest.newBuilder().setUser("alice").build());
    assertThat(read.getCode()).isEqualTo(ResultCode.UNAVAILABLE);
  }

  @Test
  void aLeaderWhoseClockIsFarBehindStampsNothing() {
    errorMillis.set(-HOUR_MILLIS);
    start();
    isRefusedForItsClock(added());
    assertThat(node.machine.log()).isEmpty();
  }

  @Test
  void oneWrongClockAmongTheOthersHindersNobody() {
    third.wrongBy(HOUR_MILLIS);
    start();
    assertThat(added().getCode()).isEqualTo(ResultCode.OK);
    assertThat(node.stepDowns).hasValue(0);
  }

  @Test
  void aNodeThatCannotBeAskedHindersNobody() {
    third.close();
    start();
    assertThat(added().getCode()).isEqualTo(ResultCode.OK);
  }

  @Test
  void withoutAMajoritysClocksCommandsWaitALittleAndAreSentBack() {
    second.close();
    third.close();
    start();

    Reply reply = added();

    assertThat(reply.getCode()).isEqualTo(ResultCode.UNAVAILABLE);
    assertThat(reply.getMessage()).contains("does not know the clocks of a majority");
    assertThat(node.machine.log()).isEmpty();
    assertThat(node.stepDowns).hasValue(0);
  }

  @Test
  void clocksThatDriftApartDuringATermEndIt() {
    start();
    assertThat(added().getCode()).isEqualTo(ResultCode.OK);

    second.wrongBy(-HOUR_MILLIS);
    third.wrongBy(-HOUR_MILLIS);

    await().atMost(PATIENCE).until(() -> node.stepDowns.get() > 0);
    isRefusedForItsClock(added());
  }

  @Test
  void aClockThatWasSetRightLeadsInTheNextTerm() {
    errorMillis.set(HOUR_MILLIS);
    start();
    isRefusedForItsClock(added());

    node.machine.elect("n2", false);
    errorMillis.set(0);
    node.machine.elect("n1", true);

    await().atMost(PATIENCE).until(() -> added().getCode() == ResultCode.OK);
  }

  @Test
  void aWallClockThatIsSetDuringATermMovesNoStamp() {
    start();
    assertThat(added().getCode()).isEqualTo(ResultCode.OK);

    errorMillis.set(HOUR_MILLIS);

    Reply reply = added();
    assertThat(reply.getCode()).isEqualTo(ResultCode.OK);
    assertThat(reply.getLogTimeMillis()).isLessThan(System.currentTimeMillis() + HOUR_MILLIS / 2);
  }
}
