package io.rialto.node.machine;

import java.util.List;

/**
 * What applying one entry gave.
 *
 * @param hash the hash chain's value after this entry, 32 bytes: SHA-256 over the value before and
 *     this entry's changes in their canonical form
 * @param results one for each operation of the entry, in its order
 * @param acceptedQuotes the quotes of the entry that are now in force: not ignored as old
 * @param moreIsDue whether something is due that the next entry has to end
 */
public record EntryResult(
    long index,
    long term,
    long logTimeMillis,
    byte[] hash,
    List<Result> results,
    List<AcceptedQuote> acceptedQuotes,
    boolean moreIsDue,
    Changes changes) {

  /** A quote in force, with the time from which its 60 seconds count. */
  public record AcceptedQuote(String symbol, long priceCents, long timeMillis) {}
}
