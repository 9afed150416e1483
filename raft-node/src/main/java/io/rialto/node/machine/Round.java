package io.rialto.node.machine;

/**
 * The firings of one quote: all triggers of its symbol that it reaches and that were armed before
 * it, in firing order.
 *
 * @param index log index of the quote, and {@code place} its place (from 1) among the entry's
 * @param latest the trigger that had its turn last; null if none had
 */
record Round(String symbol, long priceCents, long index, int place, ArmedTrigger latest) {

  /** A round in which no trigger has had its turn. */
  static Round of(HeldQuote quote, Moment moment, int place) {
    return new Round(quote.symbol(), quote.priceCents(), moment.index(), place, null);
  }

  Round after(ArmedTrigger trigger) {
    return new Round(symbol, priceCents, index, place, trigger);
  }

  /** Whether a trigger of the symbol is still to have its turn. */
  boolean awaits(ArmedTrigger trigger) {
    return trigger.index() < index
        && trigger.isReachedBy(priceCents)
        && (latest == null || trigger.compareTo(latest) > 0);
  }

  byte[] key() {
    return new RowEncoder().fixed8(index).fixed4(place).toBytes();
  }

  byte[] encode() {
    RowEncoder encoder = new RowEncoder().text(symbol).number(priceCents);
    if (latest != null) {
      encoder.block(Keys.trigger(latest)).block(latest.encode());
    }
    return encoder.toBytes();
  }

  static Round decode(byte[] key, byte[] row) {
    RowDecoder keyDecoder = new RowDecoder(key);
    RowDecoder value = new RowDecoder(row);
    return new Round(
        value.text(),
        value.number(),
        keyDecoder.fixed8(),
        keyDecoder.fixed4(),
        value.isAtEnd() ? null : ArmedTrigger.decode(value.block(), value.block()));
  }
}
