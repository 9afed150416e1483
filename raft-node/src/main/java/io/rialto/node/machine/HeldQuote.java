package io.rialto.node.machine;

/**
 * The quote that counts for a symbol.
 *
 * @param timeMillis the proxy's time of the reply, or the log time of its entry if that is earlier:
 *     its 60 seconds count from here
 */
record HeldQuote(String symbol, long priceCents, long timeMillis, String cryptokey) {

  /** Whether it may still be used (SPEC, "Price"). */
  boolean isValidAt(Moment moment) {
    return !moment.isPast(timeMillis, MachineLimits.QUOTE_LIFE_MILLIS);
  }
}
