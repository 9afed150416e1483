package io.rialto.chaos.bench;

/**
 * What to measure with.
 *
 * @param accounts that the state holds
 * @param heapMegabytes of each node
 * @param warmUpCommands that the cluster has gone through before it is measured, however few the
 *     accounts
 * @param commandsPerSecond of the sustained load
 * @param keep whether the cluster's folder stays
 */
public record BenchPlan(
    int accounts, int heapMegabytes, int warmUpCommands, int commandsPerSecond, boolean keep) {

  private static final int ACCOUNTS_MAX = 10_000_000;
  private static final int WARM_UP_COMMANDS_MAX = 10_000_000;
  private static final int COMMANDS_PER_SECOND_MAX = 100_000;

  public BenchPlan {
    require("--accounts", accounts, 1, ACCOUNTS_MAX);
    require("--warm-up", warmUpCommands, 0, WARM_UP_COMMANDS_MAX);
    require("--rate", commandsPerSecond, 1, COMMANDS_PER_SECOND_MAX);
  }

  private static void require(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          option + " must be " + min + " to " + max + ", not " + value);
    }
  }
}
