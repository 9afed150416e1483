package io.rialto.node.machine;

import java.util.Comparator;

/** A pending order in the queue of those that will end, in the order in which they do. */
record Expiry(long expiresAtMillis, long index, int place, String user, Side side)
    implements Comparable<Expiry> {
  private static final Comparator<Expiry> ORDER =
      Comparator.comparingLong(Expiry::expiresAtMillis)
          .thenComparingLong(Expiry::index)
          .thenComparingInt(Expiry::place);

  @Override
  public int compareTo(Expiry other) {
    return ORDER.compare(this, other);
  }
}
