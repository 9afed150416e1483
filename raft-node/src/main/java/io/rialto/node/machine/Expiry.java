package io.rialto.node.machine;

import java.util.Comparator;

/** A pending order in the queue of those that will end, in the order in which they do. */
record Expiry(long expiresAtMillis, long index, int place, String user, Side side)
    implements Comparable<Expiry> {
  private static final Comparator<Expiry> ORDER =
      Comparator.comparingLong(Expiry::expiresAtMillis)
          .thenComparingLong(Expiry::index)
          .thenComparingInt(Expiry::place);

  @Override
  public int compareTo(Expiry other) {
    return ORDER.compare(this, other);
  }

  byte[] encode() {
    return new RowEncoder().byte1(side.number()).text(user).toBytes();
  }

  static Expiry decode(byte[] key, byte[] row) {
    RowDecoder keyDecoder = new RowDecoder(key);
    RowDecoder value = new RowDecoder(row);
    Side side = Side.of(value.byte1());
    Expiry expiry =
        new Expiry(
            keyDecoder.fixed8(), keyDecoder.fixed8(), keyDecoder.fixed4(), value.text(), side);
    keyDecoder.end();
    value.end();
    return expiry;
  }
}
