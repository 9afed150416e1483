package io.rialto.node.machine;

/**
 * What a rule says to a command, before it is placed in the log's order: a {@link Reply} without
 * index, time and number. Figures that the command does not have are 0, texts empty.
 */
record Answer(
    Outcome outcome,
    String message,
    String symbol,
    long priceCents,
    long shares,
    long amountCents,
    long expiresAtMillis,
    long quoteTimeMillis,
    String cryptokey,
    long needed,
    long available) {

  /** Done, and nothing to say about it. */
  static Answer done() {
    return amount("", 0);
  }

  /** Money added, reserved or returned, or a trigger's price. */
  static Answer amount(String symbol, long amountCents) {
    return new Answer(Outcome.OK, "", symbol, 0, 0, amountCents, 0, 0, "", 0, 0);
  }

  /** The amount, and the shares that a sell trigger reserves. */
  static Answer shares(String symbol, long amountCents, long shares) {
    return new Answer(Outcome.OK, "", symbol, 0, shares, amountCents, 0, 0, "", 0, 0);
  }

  static Answer price(HeldQuote quote) {
    return new Answer(
        Outcome.OK,
        "",
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

  /** A pending order that has just begun. */
  static Answer begun(PendingOrder order) {
    return order(order, order.expiresAtMillis());
  }

  /** A pending order that was carried out or dropped. */
  static Answer ended(PendingOrder order) {
    return order(order, 0);
  }

  /** Rejected; the message is the rule that failed and the figures behind it. */
  static Answer rejected(Outcome outcome, String figures) {
    return rejected(outcome, figures, 0, 0);
  }

  static Answer rejected(Outcome outcome, String figures, long needed, long available) {
    String message = outcome + ": " + figures;
    return new Answer(outcome, message, "", 0, 0, 0, 0, 0, "", needed, available);
  }

  boolean isRejected() {
    return outcome != Outcome.OK;
  }

  /** The reply to an operation of an entry; number 0 if it is no executed command. */
  Reply reply(Moment moment, long number) {
    return new Reply(
        outcome,
        message,
        moment.index(),
        moment.term(),
        moment.logTimeMillis(),
        number,
        symbol,
        priceCents,
        shares,
        amountCents,
        expiresAtMillis,
        quoteTimeMillis,
        cryptokey,
        needed,
        available,
        0);
  }

  private static Answer order(PendingOrder order, long expiresAtMillis) {
    return new Answer(
        Outcome.OK,
        "",
        order.symbol(),
        order.priceCents(),
        order.shares(),
        order.amountCents(),
        expiresAtMillis,
        0,
        "",
        0,
        0);
  }
}
