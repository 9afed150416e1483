package io.rialto.node.ingress;

import io.rialto.node.ops.Limits;
import java.util.concurrent.TimeUnit;

/** The rules of {@link Stamps} and {@link LeaderClock}, stated once more on virtual clocks. */
final class SimulatedStamps {
  private final SimulatedSequencer.Surroundings surroundings;
  private long electedMillis;
  private long electedNanos;
  private boolean doubted;
  private long doubtedSinceNanos;
  private long steppedDownNanos;
  private Refusal refusal;

  SimulatedStamps(SimulatedSequencer.Surroundings surroundings) {
    this.surroundings = surroundings;
    elected();
  }

  void elected() {
    electedMillis = surroundings.wallMillis();
    electedNanos = surroundings.nanos();
    doubted = false;
    refusal = null;
    steppedDownNanos = electedNanos - TimeUnit.MILLISECONDS.toNanos(Limits.STEP_DOWN_MILLIS);
  }

  long millis() {
    return electedMillis + TimeUnit.NANOSECONDS.toMillis(surroundings.nanos() - electedNanos);
  }

  /** Why nothing is taken now; null while commands may wait for their stamp. */
  Refusal refusal() {
    return refusal;
  }

  boolean allowed() {
    SimulatedSequencer.ClockVerdict verdict = surroundings.clockVerdict(millis());
    if (verdict == SimulatedSequencer.ClockVerdict.WITHIN) {
      doubted = false;
      refusal = null;
      return true;
    }
    long nowNanos = surroundings.nanos();
    if (!doubted) {
      doubted = true;
      doubtedSinceNanos = nowNanos;
    }
    if (verdict == SimulatedSequencer.ClockVerdict.OUTSIDE) {
      refusal = Refusal.unavailable("the leader's clock is off from a majority's");
      giveUp(nowNanos);
    } else if (passed(doubtedSinceNanos, nowNanos, Limits.CLOCK_WAIT_MILLIS_MAX)) {
      refusal = Refusal.unavailable("the leader does not know the clocks of a majority");
    }
    return false;
  }

  private void giveUp(long nowNanos) {
    if (passed(steppedDownNanos, nowNanos, Limits.STEP_DOWN_MILLIS)) {
      steppedDownNanos = nowNanos;
      surroundings.stepDown();
    }
  }

  private static boolean passed(long sinceNanos, long nowNanos, long millis) {
    return nowNanos - sinceNanos >= TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
