package io.rialto.node.machine;

/**
 * A SET_BUY_AMOUNT or SET_SELL_AMOUNT of one user and symbol, with its trigger once that is set.
 *
 * @param amountCents for a buy also what is reserved
 * @param triggerCents the trigger's price; 0 while only the amount is set
 * @param shares reserved by an armed sell; else 0
 * @param number transaction number of the command that armed it last
 * @param armedIndex log index of that command, and {@code armedPlace} its place in that entry
 */
record StandingOrder(
    Side side,
    String symbol,
    long amountCents,
    long triggerCents,
    long shares,
    long number,
    long armedIndex,
    int armedPlace) {

  /** An amount without a trigger. */
  static StandingOrder unarmed(Side side, String symbol, long amountCents) {
    return new StandingOrder(side, symbol, amountCents, 0, 0, 0, 0, 0);
  }

  boolean isArmed() {
    return triggerCents > 0;
  }

  /** This order as it stands in the trigger book. */
  ArmedTrigger trigger(String user) {
    return new ArmedTrigger(symbol, side, triggerCents, armedIndex, armedPlace, user, number);
  }

  byte[] encode() {
    return encodeInto(new RowEncoder()).toBytes();
  }

  /** All but what the key says. */
  private RowEncoder encodeInto(RowEncoder encoder) {
    return encoder
        .number(amountCents)
        .number(triggerCents)
        .number(shares)
        .number(number)
        .number(armedIndex)
        .number(armedPlace);
  }

  /** {@code key} stands at the side, behind the user. */
  static StandingOrder decode(RowDecoder key, byte[] row) {
    RowDecoder value = new RowDecoder(row);
    StandingOrder order = decodeFrom(value, Side.of(key.byte1()), key.textToEnd());
    value.end();
    return order;
  }

  private static StandingOrder decodeFrom(RowDecoder decoder, Side side, String symbol) {
    return new StandingOrder(
        side,
        symbol,
        decoder.number(),
        decoder.number(),
        decoder.number(),
        decoder.number(),
        decoder.number(),
        (int) decoder.number());
  }

  /** Writes all but the side. */
  void pack(RowEncoder to) {
    encodeInto(to.text(symbol));
  }

  static StandingOrder unpack(RowDecoder packed, Side side) {
    return decodeFrom(packed, side, packed.text());
  }
}
