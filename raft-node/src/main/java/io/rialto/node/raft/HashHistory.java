package io.rialto.node.raft;

/**
 * The hash chain's values after the latest entries, so that nodes can be compared at the same
 * index. Thread-safe.
 */
final class HashHistory {
  private static final int ENTRIES = 16_384;

  private final long[] indexes = new long[ENTRIES];
  private final byte[][] hashes = new byte[ENTRIES][];

  synchronized void add(long index, byte[] hash) {
    int place = (int) (index % ENTRIES);
    indexes[place] = index;
    hashes[place] = hash;
  }

  /**
   * The hash after the entry, or null if the entry is not applied here, too long ago, or none of
   * the machine's.
   */
  synchronized byte[] at(long index) {
    int place = (int) (index % ENTRIES);
    return index > 0 && indexes[place] == index ? hashes[place] : null;
  }
}
