package io.rialto.node.machine;

/**
 * A BUY or SELL that waits for its COMMIT: the price is locked, cash or shares are held.
 *
 * @param index log index of the command, and {@code place} its place (from 1) in that entry: with
 *     them later orders are newer
 * @param number the command's transaction number
 * @param expiresAtMillis the last millisecond of log time at which the order still counts
 */
record PendingOrder(
    Side side,
    long index,
    int place,
    String symbol,
    long shares,
    long priceCents,
    long number,
    long expiresAtMillis) {

  /** What is paid or received; at most the command's amount, so it cannot overflow. */
  long amountCents() {
    return shares * priceCents;
  }

  Expiry expiry(String user) {
    return new Expiry(expiresAtMillis, index, place, user, side);
  }

  byte[] encode() {
    return new RowEncoder()
        .text(symbol)
        .number(shares)
        .number(priceCents)
        .number(number)
        .number(expiresAtMillis)
        .toBytes();
  }

  /** {@code key} stands at the side, behind the user. */
  static PendingOrder decode(RowDecoder key, byte[] row) {
    RowDecoder value = new RowDecoder(row);
    PendingOrder order =
        new PendingOrder(
            Side.of(key.byte1()),
            key.fixed8(),
            key.fixed4(),
            value.text(),
            value.number(),
            value.number(),
            value.number(),
            value.number());
    key.end();
    value.end();
    return order;
  }
}
