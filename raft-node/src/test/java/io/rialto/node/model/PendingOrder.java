package io.rialto.node.model;

import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Summary.PendingLine;

/**
 * A BUY or SELL that waits for its COMMIT or CANCEL.
 *
 * @param kind BUY or SELL
 * @param number the transaction number, which an expiry carries
 * @param since log time of the command
 * @param place where the command stands: among those of one log time, the order of expiry
 */
record PendingOrder(
    CommandKind kind,
    String user,
    String symbol,
    long shares,
    long priceCents,
    long number,
    long since,
    Place place) {

  /** SPEC "Sixty seconds": 60,000 ms inclusive. */
  static final long LIFE_MILLIS = 60_000;

  /** Shares times price: what is held, paid or received, never the amount asked for. */
  long worthCents() {
    return Math.multiplyExact(shares, priceCents);
  }

  /** At exactly 60,000 ms the order still counts, at 60,001 it is over. */
  boolean isOver(long now) {
    return now - since > LIFE_MILLIS;
  }

  PendingLine line() {
    return new PendingLine(symbol, shares, priceCents, worthCents(), since + LIFE_MILLIS);
  }
}
