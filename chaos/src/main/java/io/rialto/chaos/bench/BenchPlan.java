package io.rialto.chaos.bench;

/**
 * What to measure with.
 *
 * @param accounts that the state holds
 * @param heapMegabytes of each node
 * @param commandsPerSecond of the sustained load
 * @param keep whether the cluster's folder stays
 */
public record BenchPlan(int accounts, int heapMegabytes, int commandsPerSecond, boolean keep) {

  private static final int ACCOUNTS_MAX = 10_000_000;
  private static final int COMMANDS_PER_SECOND_MAX = 100_000;

  public BenchPlan {
    require("--accounts", accounts, ACCOUNTS_MAX);
    require("--rate", commandsPerSecond, COMMANDS_PER_SECOND_MAX);
  }

  private static void require(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(option + " must be 1 to " + max + ", not " + value);
    }
  }
}
