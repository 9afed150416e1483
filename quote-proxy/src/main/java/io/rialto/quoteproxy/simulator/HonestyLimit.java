package io.rialto.quoteproxy.simulator;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says when the source is asked too often to stay honest: when the last second, whenever it began,
 * held more than so many hits. Any thread.
 */
final class HonestyLimit {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long[] recentNanos;
  private final LongSupplier nanos;
  private long hits;

  /**
   * Remembers as many hits as are allowed.
   *
   * @param hitsPerSecondMax 0 for a source that never lies
   * @param nanos a clock like {@link System#nanoTime}
   */
  HonestyLimit(int hitsPerSecondMax, LongSupplier nanos) {
    this.recentNanos = new long[hitsPerSecondMax];
    this.nanos = nanos;
  }

  /** Counts one hit; true if it is one too many. */
  synchronized boolean isPassedByThisHit() {
    if (recentNanos.length == 0) {
      return false;
    }
    int oldest = (int) (hits % recentNanos.length);
    long now = nanos.getAsLong();
    boolean passed = hits >= recentNanos.length && now - recentNanos[oldest] < SECOND_NANOS;
    recentNanos[oldest] = now;
    hits++;
    return passed;
  }
}
