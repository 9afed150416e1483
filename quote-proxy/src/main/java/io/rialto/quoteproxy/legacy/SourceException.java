package io.rialto.quoteproxy.legacy;

import java.util.Optional;
import java.util.concurrent.CompletionException;

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
    ABANDONED,
    /** The source has been silent and is left alone for a while; no hit was made. */
    PAUSED,
    /** Another hit is just finding out whether the source is back; this one was not made. */
    PROBED
  }

  private final Kind kind;
  private final HitFault fault;

  /** A hit that failed. */
  public SourceException(HitFault fault, String message, Throwable cause) {
    super(message, cause);
    this.kind = fault.kind();
    this.fault = fault;
  }

  /** The same without a cause. */
  public SourceException(HitFault fault, String message) {
    this(fault, message, null);
  }

  private SourceException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.fault = null;
  }

  /** Too many wait already. */
  public static SourceException crowded(String message) {
    return new SourceException(Kind.CROWDED, message);
  }

  static SourceException abandoned() {
    return new SourceException(Kind.ABANDONED, "nobody waits for this price any more");
  }

  static SourceException paused(String message) {
    return new SourceException(Kind.PAUSED, message);
  }

  static SourceException probed() {
    return new SourceException(Kind.PROBED, "the quote source is just being tried again");
  }

  public Kind kind() {
    return kind;
  }

  /** What was wrong with the hit; empty if none was made. */
  public Optional<HitFault> fault() {
    return Optional.ofNullable(fault);
  }

  /** What a future has failed with, without the wrapping that futures add. */
  public static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
