package io.rialto.chaos.report;

import java.util.Arrays;

/** When commands were answered, over a whole run. */
public final class AnswerTimes {

  private final long[] sorted;

  /**
   * @param answeredNanos in any order
   */
  public AnswerTimes(long[] answeredNanos) {
    this.sorted = answeredNanos.clone();
    Arrays.sort(sorted);
  }

  /**
   * The longest time between two answers that reaches into a stretch of time. Answers that were on
   * their way when it began do not shorten it.
   *
   * @return milliseconds; 0 if no command was answered after the stretch began
   */
  public long longestGapMillis(long fromNanos, long toNanos) {
    int first = Arrays.binarySearch(sorted, fromNanos + 1);
    long longest = 0;
    for (int i = Math.max(1, first < 0 ? -first - 1 : first);
        i < sorted.length && sorted[i - 1] < toNanos;
        i++) {
      longest = Math.max(longest, sorted[i] - sorted[i - 1]);
    }
    return longest / 1_000_000;
  }
}
