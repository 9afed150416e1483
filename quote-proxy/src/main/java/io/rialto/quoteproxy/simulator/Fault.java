package io.rialto.quoteproxy.simulator;

/** What can be wrong with an answer, when asked for by {@code --fault-rate}. */
public enum Fault {
  /** The reply is for another symbol. */
  WRONG_SYMBOL,
  /** The reply is for another user. */
  WRONG_USER,
  /** The price is nothing that a price can be. */
  BAD_PRICE,
  /** The reply is no text. */
  GARBAGE,
  /** The reply ends in the middle. */
  CUT_SHORT,
  /** The reply does not end. */
  OVERSIZED,
  /** No reply, and the connection stays open. */
  SILENT,
  /** No reply, and the connection is closed. */
  CLOSE
}
