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
    return encodeInto(new RowEncoder()).toBytes();
  }

  /** All but what the key says. */
  private RowEncoder encodeInto(RowEncoder encoder) {
    return encoder
        .text(symbol)
        .number(shares)
        .number(priceCents)
        .number(number)
        .number(expiresAtMillis);
  }

  /** {@code key} stands at the side, behind the user. */
  static PendingOrder decode(RowDecoder key, byte[] row) {
    RowDecoder value = new RowDecoder(row);
    PendingOrder order = decodeFrom(value, Side.of(key.byte1()), key.fixed8(), key.fixed4());
    key.end();
    value.end();
    return order;
  }

  private static PendingOrder decodeFrom(RowDecoder decoder, Side side, long index, int place) {
    return new PendingOrder(
        side,
        index,
        place,
        decoder.text(),
        decoder.number(),
        decoder.number(),
        decoder.number(),
        decoder.number());
  }

  /** Writes all but the side. */
  void pack(RowEncoder to) {
    encodeInto(to.number(index).number(place));
  }

  static PendingOrder unpack(RowDecoder packed, Side side) {
    long index = packed.number();
    int place = (int) packed.number();
    return decodeFrom(packed, side, index, place);
  }
}
