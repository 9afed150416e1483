package io.rialto.node.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.ops.Limits;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a leader waits for those that follow it. */
class PaceTest {
  private static final long NOW = 77;
  private static final long HOLD_NANOS_MAX =
      TimeUnit.MILLISECONDS.toNanos(Limits.PACE_HOLD_MILLIS_MAX);
  private static final int OPERATIONS_PER_ENTRY = 4_096;

  private final Pace pace = new Pace();
  private long index = 100;

  @Test
  void nobodyIsWaitedForWhoIsClose() {
    pace.read("n2", index, NOW);
    apply(2);
    assertThat(pace.holdNanos(NOW)).isZero();
    pace.read("n2", index, NOW);
    assertThat(pace.holdNanos(NOW)).isZero();
  }

  @Test
  void theFurtherTheSlowestIsBehindTheLongerTheLeaderWaits() {
    apply(1);
    pace.read("n2", index, NOW);
    pace.read("n3", index, NOW);
    apply(3);
    long little = pace.holdNanos(NOW);
    apply(3);
    long more = pace.holdNanos(NOW);
    assertThat(little).isPositive().isLessThan(more);
    pace.read("n2", index, NOW);
    assertThat(pace.holdNanos(NOW)).isEqualTo(more);
    pace.read("n3", index, NOW);
    assertThat(pace.holdNanos(NOW)).isZero();
  }

  @Test
  void oneSlowNodeDoesNotStopTheOthers() {
    apply(1);
    pace.read("n2", index, NOW);
    apply(1_000);
    assertThat(pace.holdNanos(NOW)).isEqualTo(HOLD_NANOS_MAX);
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedFor() {
    apply(1);
    pace.read("n2", index, NOW);
    apply(100);
    long late = NOW + TimeUnit.MILLISECONDS.toNanos(Limits.PACE_READING_MILLIS_MAX) + 1;
    assertThat(pace.holdNanos(late - 1)).isEqualTo(HOLD_NANOS_MAX);
    assertThat(pace.holdNanos(late)).isZero();
  }

  @Test
  void whoIsTooFarBehindToBeJudgedIsNotWaitedFor() {
    apply(1);
    long first = index;
    apply(5_000);
    pace.read("n2", first, NOW);
    pace.read("n3", 0, NOW);
    assertThat(pace.holdNanos(NOW)).isZero();
  }

  @Test
  void whoHasTheWholeTermBeforeItIsWaitedFor() {
    pace.read("n2", index - 50, NOW);
    apply(100);
    assertThat(pace.holdNanos(NOW)).isEqualTo(HOLD_NANOS_MAX);
  }

  @Test
  void aNewTermBeginsAnew() {
    apply(1);
    pace.read("n2", index, NOW);
    apply(100);
    pace.elected();
    assertThat(pace.holdNanos(NOW)).isZero();
    assertThat(pace.operations()).isZero();
  }

  private void apply(int entries) {
    for (int entry = 0; entry < entries; entry++) {
      // Other entries of the engine's own stand between.
      index += 2;
      pace.applied(index, OPERATIONS_PER_ENTRY);
    }
  }
}
