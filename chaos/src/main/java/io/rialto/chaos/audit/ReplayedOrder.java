package io.rialto.chaos.audit;

/**
 * A pending buy or sell as the replay holds it.
 *
 * @param expiresAtMillis the last millisecond of log time at which it counts
 * @param place of its command in the log: among those of one end, the order in which they end
 */
record ReplayedOrder(
    long number, String symbol, long shares, long priceCents, long expiresAtMillis, long place) {

  boolean isOver(long logTimeMillis) {
    return expiresAtMillis < logTimeMillis;
  }

  long amountCents() {
    return Math.multiplyExact(shares, priceCents);
  }
}
