package io.rialto.node.machine;

/**
 * Bounds that decide what the machine answers; they must be the same on every node. Bounds that
 * only decide what is kept in memory may differ. The constants are SPEC's and never differ.
 *
 * @param sessionsMax open sessions
 * @param sequenceWindow how far a sequence may be above the lowest unanswered one
 * @param requestsMax request ids kept at a time
 * @param cachedAccountsMax accounts kept in memory (no influence on results)
 * @param packedAccountsBytesMax memory for accounts beyond those (no influence on results)
 * @param settledPerEntryMax pending orders that end and triggers that have their turn in one entry,
 *     besides those of users whose commands are in it
 */
public record MachineLimits(
    int sessionsMax,
    int sequenceWindow,
    int requestsMax,
    int cachedAccountsMax,
    long packedAccountsBytesMax,
    int settledPerEntryMax) {

  /** A pending order lives this long, inclusive (SPEC, "Sixty seconds"). */
  public static final long ORDER_LIFE_MILLIS = 60_000;

  /** A quote is valid this long, inclusive (SPEC, "Sixty seconds"). */
  public static final long QUOTE_LIFE_MILLIS = 60_000;

  /** A session without use ends after this time (DESIGN, "Sessions"). */
  public static final long SESSION_LIFE_MILLIS = 24 * 3_600_000L;

  /** A request id is kept this long (DESIGN, "Sessions"). */
  public static final long REQUEST_LIFE_MILLIS = 600_000;

  /** The most that a user's cash and reserve may be together, in cents. */
  public static final long BALANCE_MAX_CENTS = 1L << 53;

  /** The most shares of one symbol that a user may have, reserve included. */
  public static final long SHARES_MAX = 1L << 40;

  /** A user's latest commands that a summary shows. */
  public static final int TRANSACTIONS_KEPT = 20;

  /** The machine's own transaction numbers start here, above all that clients may give. */
  public static final long FIRST_RUNNING_NUMBER = 1_000_000_000_000L;

  /** Accounts kept as they are used, where the heap has room for so many. */
  public static final int CACHED_ACCOUNTS_MAX = 20_000;

  /** Such an account is a kilobyte mostly, and accounts may be a quarter of the heap. */
  private static final int HEAP_BYTES_PER_ACCOUNT_MIN = 4_096;

  /** Of the heap, for packed accounts: a million with little in them are some 150 MB. */
  private static final int PACKED_ACCOUNTS_SHARE_MAX = 6;

  /** For a heap of a gigabyte: what decides answers is the same for any. */
  public static MachineLimits standard() {
    return ofHeap(1L << 30);
  }

  /** For a heap of at most so many bytes. */
  public static MachineLimits ofHeap(long bytes) {
    int cachedAccountsMax = (int) Math.min(CACHED_ACCOUNTS_MAX, bytes / HEAP_BYTES_PER_ACCOUNT_MIN);
    return new MachineLimits(
        10_000, 65_536, 1_000_000, cachedAccountsMax, bytes / PACKED_ACCOUNTS_SHARE_MAX, 1_000);
  }
}
