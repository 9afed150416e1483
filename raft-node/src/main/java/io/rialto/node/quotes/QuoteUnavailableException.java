package io.rialto.node.quotes;

/** No quote could be had. The message says why, for the sender of the command. */
public final class QuoteUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why there is no quote. */
  public enum Reason {
    /** The proxies gave none by the deadline; asking again may help. */
    NOT_IN_TIME,
    /** Too many symbols wait at the desk. */
    DESK_FULL,
    /** There is nobody to ask: no proxy, or the node is stopping. */
    NOBODY_TO_ASK
  }

  private final Reason reason;

  public QuoteUnavailableException(String message, Reason reason) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
