package io.rialto.workloads;

/**
 * What a generated workload is like. The same options give the same workload, everywhere.
 *
 * @param users from 1
 * @param commands lines, the DUMPLOG at the end among them
 * @param symbols how many different symbols are traded: each costs a lookup a minute
 */
public record GeneratorOptions(int users, long commands, long seed, int symbols) {

  public GeneratorOptions {
    require(
        users >= 1 && users <= WorkloadLimits.USERS_MAX, "users", users, WorkloadLimits.USERS_MAX);
    require(
        commands >= 1 && commands <= WorkloadLimits.COMMANDS_MAX,
        "commands",
        commands,
        WorkloadLimits.COMMANDS_MAX);
    require(
        symbols >= 1 && symbols <= WorkloadLimits.SYMBOLS_MAX,
        "symbols",
        symbols,
        WorkloadLimits.SYMBOLS_MAX);
  }

  private static void require(boolean holds, String name, long value, long max) {
    if (!holds) {
      throw new IllegalArgumentException(name + " " + value + " is not 1 to " + max);
    }
  }
}
