package io.rialto.node.machine;

/**
 * A trigger in the book. Triggers of one symbol sort in SPEC's firing order: buys, highest trigger
 * first, then sells, lowest first; ties by the last arming.
 *
 * @param index log index of the last arming, and {@code place} its place in that entry
 * @param number transaction number of the command that armed it
 */
record ArmedTrigger(
    String symbol, Side side, long triggerCents, long index, int place, String user, long number)
    implements Comparable<ArmedTrigger> {

  /** An entry has fewer places, as a rule. */
  private static final int PLACE_BITS = 13;

  @Override
  public int compareTo(ArmedTrigger other) {
    int order = symbol.compareTo(other.symbol);
    if (order == 0) {
      order = side.compareTo(other.side);
    }
    if (order == 0) {
      order = Long.compare(priceOrder(), other.priceOrder());
    }
    if (order == 0) {
      order = Long.compare(index, other.index);
    }
    return order == 0 ? Integer.compare(place, other.place) : order;
  }

  /** Grows from the trigger that fires first to the one that fires last. */
  long priceOrder() {
    return orderOf(side, triggerCents);
  }

  /** The place in the log alone tells triggers apart. */
  @Override
  public int hashCode() {
    return Long.hashCode(index << PLACE_BITS | place);
  }

  /** Whether a quote at this price reaches the trigger. */
  boolean isReachedBy(long priceCents) {
    return switch (side) {
      case BUY -> priceCents <= triggerCents;
      case SELL -> priceCents >= triggerCents;
    };
  }

  byte[] encode() {
    return new RowEncoder().text(user).number(number).toBytes();
  }

  static ArmedTrigger decode(byte[] key, byte[] row) {
    RowDecoder keyDecoder = new RowDecoder(key);
    RowDecoder value = new RowDecoder(row);
    String symbol = keyDecoder.textToZero();
    Side side = Side.of(keyDecoder.byte1());
    ArmedTrigger trigger =
        new ArmedTrigger(
            symbol,
            side,
            orderOf(side, keyDecoder.fixed8()),
            keyDecoder.fixed8(),
            keyDecoder.fixed4(),
            value.text(),
            value.number());
    keyDecoder.end();
    value.end();
    return trigger;
  }

  /** Its own inverse. */
  private static long orderOf(Side side, long value) {
    return switch (side) {
      case BUY -> Long.MAX_VALUE - value;
      case SELL -> value;
    };
  }
}
