package io.rialto.chaos.demo;

import java.util.Arrays;

/** How long nobody was answered around a kill. */
final class Outage {

  private Outage() {}

  /**
   * The longest time between two answers that reaches into the time from the kill to the successor.
   * Answers that were on their way when the leader died do not shorten it.
   *
   * @param answeredNanos when commands were answered, in any order
   * @return milliseconds; 0 if no command was answered after the kill
   */
  static long longestMillis(long[] answeredNanos, LeaderKill kill) {
    long[] answered = answeredNanos.clone();
    Arrays.sort(answered);
    long longest = 0;
    for (int i = 1; i < answered.length; i++) {
      boolean reachesIn =
          answered[i] > kill.killedNanos() && answered[i - 1] < kill.succeededNanos();
      if (reachesIn) {
        longest = Math.max(longest, answered[i] - answered[i - 1]);
      }
    }
    return longest / 1_000_000;
  }
}
