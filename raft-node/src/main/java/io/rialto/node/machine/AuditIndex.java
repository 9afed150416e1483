package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Which blocks of the audit log hold events of which user. Written for a stretch of entries at a
 * time, in as many rows at most as there are buckets that users fall into by a hash, so that what a
 * command costs does not grow with the users; for the entries since the last stretch the blocks
 * themselves tell, and the index is in memory.
 *
 * <p>Users whose hashes are the same are found in each other's entries: readers look whose events
 * they are.
 */
final class AuditIndex {

  /** A stretch ends with so many entries: more would have to be looked through one by one. */
  static final int STRETCH_ENTRIES = 256;

  /**
   * Or with so many pairs of user and entry, for that reason, and so that its end takes no long.
   */
  static final int STRETCH_PAIRS = 32_768;

  /** Few enough that a row of a busy stretch tells of many users, enough that it is soon read. */
  private static final int BUCKET_BITS = 10;

  /**
   * Odd, so that no two hashes become one; 2 to the 32nd divided by the golden ratio scatters them.
   */
  private static final int SCATTER = 0x9E3779B9;

  private final Rows rows;

  /** The stretch's log indexes so far. */
  private final long[] indexes = new long[STRETCH_ENTRIES];

  private int entries;

  /** Hash of a user, then the entry's place in the stretch, 32 bits each. */
  private long[] pairs = new long[STRETCH_PAIRS];

  private int pairCount;

  AuditIndex(Rows rows) {
    this.rows = rows;
    rows.scan(
        Table.AUDIT,
        Keys.audit(indexedUpTo(rows) + 1),
        null,
        (key, block) -> {
          note(new RowDecoder(key).fixed8(), AuditBlocks.users(block));
          return true;
        });
  }

  /** The last log index of the last stretch; 0 if there has been none. */
  static long indexedUpTo(StateReader reader) {
    byte[] row = reader.get(Table.META, Keys.AUDIT_INDEXED);
    return row == null ? 0 : new RowDecoder(row).number();
  }

  /** Which rows name the user's entries. */
  static int bucket(String user) {
    return bucket(hash(user));
  }

  private static int bucket(int hash) {
    return hash >>> Integer.SIZE - BUCKET_BITS;
  }

  private static int hash(String user) {
    return user.hashCode() * SCATTER;
  }

  /** The log indexes that a row of the user's bucket names for users with this hash, ascending. */
  static List<Long> decode(byte[] key, byte[] row, String user) {
    long last = new RowDecoder(key, Integer.BYTES).fixed8();
    RowDecoder decoder = new RowDecoder(row);
    List<Long> indexes = new ArrayList<>();
    while (!decoder.isAtEnd()) {
      boolean isOfUser = decoder.fixed4() == hash(user);
      for (long left = decoder.number(); left > 0; left--) {
        long index = last - decoder.number();
        if (isOfUser) {
          indexes.add(index);
        }
      }
    }
    return indexes;
  }

  /** The log indexes that a row names which was written before there were buckets, ascending. */
  static List<Long> decodeEarlierForm(byte[] key, byte[] row) {
    if (row.length == 0) {
      return List.of(new RowDecoder(key, key.length - Long.BYTES).fixed8());
    }
    RowDecoder decoder = new RowDecoder(row);
    List<Long> indexes = new ArrayList<>();
    long index = 0;
    while (!decoder.isAtEnd()) {
      index += decoder.number();
      indexes.add(index);
    }
    return indexes;
  }

  /** The entry with this log index has a block with events of these users, each named once. */
  void add(long index, Collection<String> users) {
    note(index, users);
    if (entries == STRETCH_ENTRIES || pairCount >= STRETCH_PAIRS) {
      endStretch(index);
    }
  }

  private void note(long index, Collection<String> users) {
    if (pairCount + users.size() > pairs.length) {
      pairs = Arrays.copyOf(pairs, pairCount + users.size());
    }
    for (String user : users) {
      if (!user.isEmpty()) {
        pairs[pairCount++] = (long) hash(user) << Integer.SIZE | entries;
      }
    }
    indexes[entries++] = index;
  }

  private void endStretch(long last) {
    sortPairs();
    int at = 0;
    while (at < pairCount) {
      at = writeBucket(at, last);
    }
    rows.put(Table.META, Keys.AUDIT_INDEXED, new RowEncoder().number(last).toBytes());
    entries = 0;
    pairCount = 0;
  }

  /** Those of users with the same hash in the same entry become one. */
  private void sortPairs() {
    Arrays.sort(pairs, 0, pairCount);
    int distinct = 0;
    for (int at = 0; at < pairCount; at++) {
      if (at == 0 || pairs[at] != pairs[at - 1]) {
        pairs[distinct++] = pairs[at];
      }
    }
    pairCount = distinct;
  }

  /** Of the bucket whose pairs begin here; returns where those of the next begin. */
  private int writeBucket(int from, long last) {
    int bucket = bucket(hashAt(from));
    RowEncoder row = new RowEncoder();
    int at = from;
    while (at < pairCount && bucket(hashAt(at)) == bucket) {
      at = encodeUser(at, last, row);
    }
    rows.put(Table.AUDIT_INDEX, Keys.auditIndex(bucket, last), row.toBytes());
    return at;
  }

  /**
   * A hash, how many entries have it, and how far before the stretch's last one each stands;
   * returns where the next hash begins.
   */
  private int encodeUser(int from, long last, RowEncoder row) {
    int end = from + 1;
    while (end < pairCount && hashAt(end) == hashAt(from)) {
      end++;
    }
    row.fixed4(hashAt(from)).number(end - from);
    for (int at = from; at < end; at++) {
      row.number(last - indexes[(int) pairs[at]]);
    }
    return end;
  }

  private int hashAt(int at) {
    return (int) (pairs[at] >>> Integer.SIZE);
  }
}
