package io.rialto.node.model;

import java.util.Comparator;

/** A command's place in the log: the entry's index, then the position within the entry. */
record Place(long index, int position) implements Comparable<Place> {

  @Override
  public int compareTo(Place other) {
    return Comparator.comparingLong(Place::index)
        .thenComparingInt(Place::position)
        .compare(this, other);
  }
}
