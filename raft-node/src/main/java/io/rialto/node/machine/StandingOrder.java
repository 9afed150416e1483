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
    return new RowEncoder()
        .number(amountCents)
        .number(triggerCents)
        .number(shares)
        .number(number)
        .number(armedIndex)
        .number(armedPlace)
        .toBytes();
  }

  /** {@code key} stands at the side, behind the user. */
  static StandingOrder decode(RowDecoder key, byte[] row) {
    RowDecoder value = new RowDecoder(row);
    StandingOrder order =
        new StandingOrder(
            Side.of(key.byte1()),
            key.textToEnd(),
            value.number(),
            value.number(),
            value.number(),
            value.number(),
            value.number(),
            (int) value.number());
    value.end();
    return order;
  }
}
