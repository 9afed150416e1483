package io.rialto.node.store;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that entries have changed since the database was last written to, each with its newest
 * value. Active accounts change with every entry, so most of what an entry changes is changed again
 * before long, and only the last of it is worth its place in the database. Orders and replies come
 * and go: most of them never reach it.
 *
 * <p>Always holds whole entries. One thread at a time: the owner locks.
 */
final class UnwrittenRows {
  private static final byte[] DELETED = new byte[0];

  /** About what a row takes beside its key and value. */
  static final int ROW_BYTES = 100;

  /**
   * In the order in which they first came, an entry's after the other and each entry's sorted: it
   * does not take long to sort what is mostly sorted.
   */
  private final Map<RowKey, byte[]> values = new LinkedHashMap<>();

  private long bytes;

  /** Where a row stands; the array is not changed any more. */
  private static final class RowKey implements Comparable<RowKey> {
    private final Table table;
    private final byte[] key;

    /** The table's id and the key's first bytes, which mostly decide without the array. */
    private final long head;

    private final int hash;

    RowKey(Table table, byte[] key) {
      this.table = table;
      this.key = key;
      long head = table.id();
      for (int at = 0; at < Long.BYTES - 1; at++) {
        head = head << Byte.SIZE | (at < key.length ? key[at] & 0xFF : 0);
      }
      this.head = head;
      this.hash = Arrays.hashCode(key) * 31 + table.id();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RowKey row && row.head == head && Arrays.equals(row.key, key);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public int compareTo(RowKey other) {
      int byHead = Long.compareUnsigned(head, other.head);
      return byHead != 0 ? byHead : Arrays.compareUnsigned(key, other.key);
    }
  }

  /** Takes one entry's changes. */
  void add(Changes changes) {
    changes.forEach(this::add);
  }

  private void add(Table table, byte[] key, byte[] value) {
    RowKey row = new RowKey(table, key);
    byte[] newest = value == null ? DELETED : value;
    byte[] before = values.put(row, newest);
    bytes +=
        before == null ? ROW_BYTES + key.length + newest.length : newest.length - before.length;
    boolean hadUnwrittenValue = before != null && before != DELETED;
    if (newest == DELETED && hadUnwrittenValue && table.isWrittenOnce()) {
      // Its key is this row's alone, so the database has none.
      values.remove(row);
      bytes -= ROW_BYTES + key.length;
    }
  }

  /** Whether this row is among them: {@link #value} tells what it is now. */
  boolean contains(Table table, byte[] key) {
    return values.containsKey(new RowKey(table, key));
  }

  /** The row's newest value, null if it is deleted. */
  byte[] value(Table table, byte[] key) {
    byte[] value = values.get(new RowKey(table, key));
    return value == DELETED ? null : value;
  }

  /** About what they take. */
  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Visits each row in the database's order, which takes sorted rows more quickly; null deletes.
   */
  void forEach(Changes.RowWriter writer) {
    List<Map.Entry<RowKey, byte[]>> sorted = new ArrayList<>(values.entrySet());
    sorted.sort(Map.Entry.comparingByKey());
    for (Map.Entry<RowKey, byte[]> row : sorted) {
      RowKey key = row.getKey();
      writer.write(key.table, key.key, row.getValue() == DELETED ? null : row.getValue());
    }
  }

  void clear() {
    values.clear();
    bytes = 0;
  }
}
