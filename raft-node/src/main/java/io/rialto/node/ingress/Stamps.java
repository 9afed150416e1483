package io.rialto.node.ingress;

import io.rialto.node.ingress.ClockWatch.Verdict;
import io.rialto.node.ops.Limits;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time stamps that a leader gives, and whether it may give any: only while its clock is close
 * to a majority's. While that is not known, commands wait a little; once it is known to be false,
 * they are sent back and leadership is given up. Used by the sequencer's thread.
 */
final class Stamps {
  private static final Logger LOG = LoggerFactory.getLogger(Stamps.class);

  private final InstantSource wallClock;
  private final ClockWatch watch;
  private final Runnable stepDown;

  private LeaderClock clock;
  private boolean doubted;
  private long doubtedSinceNanos;
  private long steppedDownNanos;
  private Refusal refusal;

  /**
   * @param stepDown gives leadership up; returns at once
   */
  Stamps(InstantSource wallClock, ClockWatch watch, Runnable stepDown) {
    this.wallClock = wallClock;
    this.watch = watch;
    this.stepDown = stepDown;
    elected();
  }

  /** A term of this node begins. */
  void elected() {
    clock = new LeaderClock(wallClock.millis());
    doubted = false;
    refusal = null;
    steppedDownNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(Limits.STEP_DOWN_MILLIS);
  }

  long millis() {
    return clock.millis();
  }

  /** Why nothing is taken now; null while commands may wait for their stamp. */
  Refusal refusal() {
    return refusal;
  }

  /** Whether an entry may be stamped now. */
  boolean allowed() {
    Verdict verdict = watch.verdict(clock.millis());
    if (verdict == Verdict.WITHIN) {
      doubted = false;
      refusal = null;
      return true;
    }
    long nowNanos = System.nanoTime();
    if (!doubted) {
      doubted = true;
      doubtedSinceNanos = nowNanos;
    }
    if (verdict == Verdict.OUTSIDE) {
      refuse(
          "the leader's clock is more than "
              + Limits.CLOCK_SKEW_MILLIS_MAX
              + " ms from a majority's");
      giveUp(nowNanos);
    } else if (passed(doubtedSinceNanos, nowNanos, Limits.CLOCK_WAIT_MILLIS_MAX)) {
      refuse("the leader does not know the clocks of a majority");
    }
    return false;
  }

  private void refuse(String why) {
    if (refusal == null || !refusal.message().equals(why)) {
      LOG.error("no commands are taken: {}", why);
      refusal = Refusal.unavailable(why);
    }
  }

  private void giveUp(long nowNanos) {
    if (passed(steppedDownNanos, nowNanos, Limits.STEP_DOWN_MILLIS)) {
      steppedDownNanos = nowNanos;
      stepDown.run();
    }
  }

  private static boolean passed(long sinceNanos, long nowNanos, long millis) {
    return nowNanos - sinceNanos >= TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
