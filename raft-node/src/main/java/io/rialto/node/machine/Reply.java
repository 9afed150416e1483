package io.rialto.node.machine;

/**
 * The answer to an operation, as it is kept for duplicates. Money in cents, times in milliseconds;
 * a figure that the operation does not have is 0, a text that it does not have is empty.
 *
 * @param message which rule failed and the figures behind it; empty when done
 * @param index log index, term and log time of the entry in which it was applied first
 * @param number the transaction number; 0 for operations that are no commands
 * @param amountCents what was bought or sold for, added, reserved or returned; for triggers the
 *     trigger's price
 * @param session the session that OpenSession opened
 */
public record Reply(
    Outcome outcome,
    String message,
    long index,
    long term,
    long logTimeMillis,
    long number,
    String symbol,
    long priceCents,
    long shares,
    long amountCents,
    long expiresAtMillis,
    long quoteTimeMillis,
    String cryptokey,
    long needed,
    long available,
    long session) {
  /** The same reply, with the session that was opened. */
  Reply withSession(long opened) {
    return new Reply(
        outcome,
        message,
        index,
        term,
        logTimeMillis,
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
        opened);
  }
}
