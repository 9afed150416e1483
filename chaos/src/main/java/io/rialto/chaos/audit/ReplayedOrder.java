package io.rialto.chaos.audit;

/**
 * A pending buy or sell as the replay holds it.
 *
 * @param expiresAtMillis the last millisecond of log time at which it counts
 */
record ReplayedOrder(
    long number, String symbol, long shares, long priceCents, long expiresAtMillis) {

  long amountCents() {
    return Math.multiplyExact(shares, priceCents);
  }
}
