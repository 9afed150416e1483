package io.rialto.node.model;

import io.rialto.node.machine.Outcome;

/** What a rule says of a command: its outcome and figures. A figure that it does not have is 0. */
record Answer(
    Outcome outcome,
    String symbol,
    long priceCents,
    long shares,
    long amountCents,
    long expiresAtMillis,
    long quoteTimeMillis,
    String cryptokey,
    long needed,
    long available) {

  static Answer rejected(Outcome outcome) {
    return lacking(outcome, 0, 0);
  }

  /** A rejection with the figures behind it: cents or shares. */
  static Answer lacking(Outcome outcome, long needed, long available) {
    return new Answer(outcome, "", 0, 0, 0, 0, 0, "", needed, available);
  }

  static Answer done() {
    return rejected(Outcome.OK);
  }

  static Answer amount(String symbol, long shares, long amountCents) {
    return new Answer(Outcome.OK, symbol, 0, shares, amountCents, 0, 0, "", 0, 0);
  }

  static Answer quote(NaiveQuotes.Held quote) {
    return new Answer(
        Outcome.OK,
        quote.symbol(),
        quote.priceCents(),
        0,
        0,
        0,
        quote.timeMillis(),
        quote.cryptokey(),
        0,
        0);
  }

  /** A BUY or SELL that was accepted: it says until when it counts. */
  static Answer opened(PendingOrder order) {
    return order(order, order.line().expiresAtMillis());
  }

  /** A COMMIT or CANCEL: the figures of the order that it ended. */
  static Answer closed(PendingOrder order) {
    return order(order, 0);
  }

  private static Answer order(PendingOrder order, long expiresAtMillis) {
    return new Answer(
        Outcome.OK,
        order.symbol(),
        order.priceCents(),
        order.shares(),
        order.worthCents(),
        expiresAtMillis,
        0,
        "",
        0,
        0);
  }
}
