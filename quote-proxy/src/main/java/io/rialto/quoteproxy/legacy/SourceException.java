package io.rialto.quoteproxy.legacy;

/** Why there is no price from the legacy source. */
public final class SourceException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The kinds that callers tell apart. */
  public enum Kind {
    /** A reply came and did not fit the request or the format. */
    REFUSED,
    /** No connection, or it ended without a reply. */
    GONE,
    /** No reply in time. */
    SLOW,
    /** Too many wait for a connection already; no hit was made. */
    CROWDED,
    /** Everyone who wanted the price has left; no further hit was made. */
    ABANDONED
  }

  private final Kind kind;

  public SourceException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public SourceException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
