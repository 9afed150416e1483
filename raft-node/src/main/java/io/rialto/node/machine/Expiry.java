package io.rialto.node.machine;

/** A pending order in the queue of those that will end, in the order in which they do. */
record Expiry(long expiresAtMillis, long index, int place, String user, Side side)
    implements Comparable<Expiry> {

  /** Whether the order's last millisecond lies before this log time. */
  boolean isOver(long logTimeMillis) {
    return expiresAtMillis < logTimeMillis;
  }

  @Override
  public int compareTo(Expiry other) {
    if (expiresAtMillis != other.expiresAtMillis) {
      return Long.compare(expiresAtMillis, other.expiresAtMillis);
    }
    return index != other.index
        ? Long.compare(index, other.index)
        : Integer.compare(place, other.place);
  }

  /** The place in the log alone tells orders apart. */
  @Override
  public int hashCode() {
    return Long.hashCode(index) * 31 + place;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expiry that
        && index == that.index
        && place == that.place
        && side == that.side
        && expiresAtMillis == that.expiresAtMillis
        && user.equals(that.user);
  }
}
