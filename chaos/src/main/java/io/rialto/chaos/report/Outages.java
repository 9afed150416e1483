package io.rialto.chaos.report;

import java.util.List;

/**
 * How long nobody was answered around each fault; milliseconds.
 *
 * @param sorted shortest first
 */
public record Outages(List<Long> sorted, long p50Millis, long p90Millis, long p99Millis) {

  static Outages of(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return new Outages(
        sorted, percentile(sorted, 50), percentile(sorted, 90), percentile(sorted, 99));
  }

  /** The smallest that so many in a hundred do not exceed; 0 without any. */
  private static long percentile(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.get(Math.max(0, rank - 1));
  }

  public long maxMillis() {
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() - 1);
  }
}
