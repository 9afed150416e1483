package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.legacy.SourceException.Kind;

/** What can be wrong with one hit. Each fault is counted by itself, and none ends in a price. */
public enum HitFault {
  /** The reply is for another symbol. */
  OTHER_SYMBOL(Kind.REFUSED),
  /** The reply is for another user. */
  OTHER_USER(Kind.REFUSED),
  /** The price is not a number with one or two decimals. */
  NO_PRICE(Kind.REFUSED),
  /** The price is a number, and none that a price can be (SPEC, "Values"). */
  PRICE_OUT_OF_RANGE(Kind.REFUSED),
  /** The time stamp is not a time in milliseconds. */
  NO_TIME(Kind.REFUSED),
  /** The cryptokey is missing, too long, or holds a blank. */
  BAD_CRYPTOKEY(Kind.REFUSED),
  /** The reply ends before its cryptokey. */
  FIELDS_MISSING(Kind.REFUSED),
  /** The reply goes on after its cryptokey. */
  FIELDS_ADDED(Kind.REFUSED),
  /** The reply holds a byte that is not printable ASCII. */
  NOT_TEXT(Kind.REFUSED),
  /** The reply is an empty line. */
  EMPTY(Kind.REFUSED),
  /** The connection ended in the middle of the reply. */
  CUT_SHORT(Kind.REFUSED),
  /** The reply has no end within the bytes that are read of it. */
  OVERSIZED(Kind.REFUSED),
  /** No reply in the time that a hit has. One that comes later is not read. */
  LATE(Kind.SLOW),
  /** There was no connection: refused, unreachable, or no such host. */
  NO_CONNECTION(Kind.GONE),
  /** The connection ended without a reply. */
  NO_REPLY(Kind.GONE);

  private final Kind kind;

  HitFault(Kind kind) {
    this.kind = kind;
  }

  /** REFUSED if there was a reply, else GONE or SLOW. */
  public Kind kind() {
    return kind;
  }
}
