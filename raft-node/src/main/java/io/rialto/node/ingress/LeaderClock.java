package io.rialto.node.ingress;

import java.util.concurrent.TimeUnit;

/**
 * The clock that a leader stamps its entries with: the wall clock at its election plus monotonic
 * time since, so that a wall clock that is set during a term moves nothing.
 */
final class LeaderClock {
  private final long electedMillis;
  private final long electedNanos = System.nanoTime();

  /**
   * @param wallMillis the wall clock, now
   */
  LeaderClock(long wallMillis) {
    electedMillis = wallMillis;
  }

  long millis() {
    return electedMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - electedNanos);
  }
}
