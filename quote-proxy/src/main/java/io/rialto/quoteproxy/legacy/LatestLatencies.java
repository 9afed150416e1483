package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Limits;
import java.util.Arrays;

/** How long the latest of something took. Any thread. */
public final class LatestLatencies {

  private final long[] latest = new long[Limits.LATENCIES_KEPT];
  private long added;

  public synchronized void add(long millis) {
    latest[(int) (added % latest.length)] = millis;
    added++;
  }

  /** How many of them are kept. */
  public synchronized int count() {
    return (int) Math.min(added, latest.length);
  }

  /**
   * The latency in milliseconds that this share of them did not exceed; 0 while there is none.
   *
   * @param percent 1 to 100
   */
  public long percentileMillis(int percent) {
    long[] sorted;
    synchronized (this) {
      sorted = Arrays.copyOf(latest, count());
    }
    if (sorted.length == 0) {
      return 0;
    }
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(sorted.length * (percent / 100.0)) - 1];
  }
}
