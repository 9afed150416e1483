package io.rialto.node.machine;

/**
 * Bounds that decide what the machine answers; they must be the same on every node. Bounds that
 * only decide what is kept in memory may differ.
 *
 * @param sessionsMax open sessions
 * @param sequenceWindow how far a sequence may be above the lowest unanswered one
 * @param cachedAccountsMax accounts kept in memory (no influence on results)
 */
public record MachineLimits(
    int sessionsMax, int sequenceWindow, int requestsMax, int cachedAccountsMax) {

  public static MachineLimits standard() {
    return new MachineLimits(10_000, 65_536, 1_000_000, 100_000);
  }
}
