package io.rialto.chaos.bench;

import java.time.Duration;

/**
 * What to measure failovers with. The run ends when all kills are done and the time is over.
 *
 * @param kills of the leader, one after the other
 * @param minutes of load at least; without kills, elections in this time are all false ones
 * @param seed of the moments of the kills
 * @param electionTimeoutMillisMin of the nodes; 0 for their own default
 */
public record FailoverPlan(
    BenchPlan base, int kills, int minutes, long seed, int electionTimeoutMillisMin) {

  private static final int KILLS_MAX = 10_000;
  private static final int MINUTES_MAX = 24 * 60;
  private static final int ELECTION_TIMEOUT_MILLIS_MAX = 60_000;

  public FailoverPlan {
    require("--kills", kills, KILLS_MAX);
    require("--minutes", minutes, MINUTES_MAX);
    require("--election-timeout-min", electionTimeoutMillisMin, ELECTION_TIMEOUT_MILLIS_MAX);
    if (kills == 0 && minutes == 0) {
      throw new IllegalArgumentException(
          "there is nothing to measure without --kills or --minutes");
    }
  }

  private static void require(String option, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(option + " must be 0 to " + max + ", not " + value);
    }
  }

  Duration loadMin() {
    return Duration.ofMinutes(minutes);
  }
}
