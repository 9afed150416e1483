package io.rialto.node.quotes;

import io.rialto.node.ops.Limits;

/**
 * A wish for a price.
 *
 * @param symbol 1 to 3 letters A to Z
 * @param user for whom the legacy source is asked
 * @param number the transaction that needs it, 0 if unnumbered
 * @param logTimeMillis log time now, as the leader knows it
 * @param forTrigger whether it is for an armed trigger and no command waits for it
 */
public record QuoteAsk(
    String symbol, String user, long number, long logTimeMillis, boolean forTrigger) {

  /** A quote from before this is of no use. */
  public long notOlderThanMillis() {
    return Math.max(0, logTimeMillis - Limits.QUOTE_AGE_MILLIS_MAX);
  }
}
