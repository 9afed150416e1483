package io.rialto.node.machine;

import java.util.Arrays;

/**
 * The log index at which each sequence of a window has been recorded. Grows with the window that is
 * in use.
 */
final class SequenceRing {
  private static final int CAPACITY_MIN = 16;

  /** By the sequence's lowest bits; 0 where nothing is recorded. */
  private long[] indexes = new long[CAPACITY_MIN];

  private long lowest = 1;

  /** The log index, or 0 if the sequence is not recorded, or below the window. */
  long indexOf(long sequence) {
    return isInReach(sequence) ? indexes[slot(sequence)] : 0;
  }

  /** Records a sequence that is not below the window. */
  void put(long sequence, long index) {
    while (!isInReach(sequence)) {
      grow();
    }
    indexes[slot(sequence)] = index;
  }

  /** Moves the window's lower end up. */
  void forgetBelow(long newLowest) {
    if (newLowest - lowest >= indexes.length) {
      Arrays.fill(indexes, 0);
    } else {
      for (long sequence = lowest; sequence < newLowest; sequence++) {
        indexes[slot(sequence)] = 0;
      }
    }
    lowest = Math.max(lowest, newLowest);
  }

  private boolean isInReach(long sequence) {
    return sequence >= lowest && sequence - lowest < indexes.length;
  }

  private int slot(long sequence) {
    return (int) sequence & (indexes.length - 1);
  }

  private void grow() {
    long[] smaller = indexes;
    indexes = new long[smaller.length * 2];
    for (long sequence = lowest; sequence < lowest + smaller.length; sequence++) {
      indexes[slot(sequence)] = smaller[(int) sequence & (smaller.length - 1)];
    }
  }
}
