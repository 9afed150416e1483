package io.rialto.node.machine;

/** A pending order in the queue of those that will end, in the order in which they do. */
record Expiry(long expiresAtMillis, long index, int place, String user, Side side)
    implements Comparable<Expiry> {

  @Override
  public int compareTo(Expiry other) {
    if (expiresAtMillis != other.expiresAtMillis) {
      return Long.compare(expiresAtMillis, other.expiresAtMillis);
    }
    return index != other.index
        ? Long.compare(index, other.index)
        : Integer.compare(place, other.place);
  }
}
