package io.rialto.node.machine;

/**
 * A user's shares of one symbol.
 *
 * @param shares outside the reserve
 * @param reserved set aside by SET_SELL_TRIGGER
 * @param held the part of {@code shares} that pending sells hold
 */
record Holding(long shares, long reserved, long held) {
  static final Holding NONE = new Holding(0, 0, 0);

  /** Halts the machine on a balance that no rule can lead to. */
  Holding {
    boolean sound = reserved >= 0 && held >= 0 && held <= shares;
    if (!sound || shares > MachineLimits.SHARES_MAX - reserved) {
      throw new IllegalStateException(
          "shares " + shares + ", reserved " + reserved + ", held " + held);
    }
  }

  long available() {
    return shares - held;
  }

  long total() {
    return shares + reserved;
  }

  boolean isEmpty() {
    return shares == 0 && reserved == 0;
  }

  /** Whether the cap on shares has room for so many more. */
  boolean hasRoomFor(long more) {
    return more <= MachineLimits.SHARES_MAX - total();
  }

  Holding plus(long more) {
    return new Holding(shares + more, reserved, held);
  }

  Holding hold(long count) {
    return new Holding(shares, reserved, held + count);
  }

  Holding release(long count) {
    return new Holding(shares, reserved, held - count);
  }

  Holding reserve(long count) {
    return new Holding(shares - count, reserved + count, held);
  }

  Holding unreserve(long count) {
    return new Holding(shares + count, reserved - count, held);
  }

  Holding sellHeld(long count) {
    return new Holding(shares - count, reserved, held - count);
  }

  Holding sellReserved(long count) {
    return new Holding(shares, reserved - count, held);
  }

  byte[] encode() {
    return encodeInto(new RowEncoder()).toBytes();
  }

  RowEncoder encodeInto(RowEncoder encoder) {
    return encoder.number(shares).number(reserved).number(held);
  }

  static Holding decode(byte[] row) {
    RowDecoder decoder = new RowDecoder(row);
    Holding holding = decodeFrom(decoder);
    decoder.end();
    return holding;
  }

  static Holding decodeFrom(RowDecoder decoder) {
    return new Holding(decoder.number(), decoder.number(), decoder.number());
  }
}
