package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state's rows as the machine sees them: what earlier entries wrote, beneath what the current
 * entry has changed so far. A row that changes several times within an entry is one change, and
 * changes come out by table and key, whatever order they were made in. A row that comes and goes
 * within the entry is none, where its key does not come again ({@link Table#isWrittenOnce}).
 */
final class Rows implements StateReader, RowSink {
  private final StateReader reader;
  private final EnumMap<Table, TreeMap<byte[], byte[]>> changed = new EnumMap<>(Table.class);

  Rows(StateReader reader) {
    this.reader = reader;
    for (Table table : Table.values()) {
      changed.put(table, new TreeMap<>(Arrays::compareUnsigned));
    }
  }

  @Override
  public byte[] get(Table table, byte[] key) {
    TreeMap<byte[], byte[]> overlay = changed.get(table);
    byte[] value = overlay.get(key);
    if (value != null || overlay.containsKey(key)) {
      return value;
    }
    return reader.get(table, key);
  }

  /** A range that the entry has changed is small (one user's rows): it is gathered first. */
  @Override
  public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
    TreeMap<byte[], byte[]> overlay = changed.get(table);
    SortedMap<byte[], byte[]> inRange =
        to == null ? overlay.tailMap(from) : overlay.subMap(from, to);
    if (inRange.isEmpty()) {
      reader.scan(table, from, to, visitor);
      return;
    }
    TreeMap<byte[], byte[]> merged = new TreeMap<>(Arrays::compareUnsigned);
    reader.scan(
        table,
        from,
        to,
        (key, value) -> {
          merged.put(key.clone(), value.clone());
          return true;
        });
    merged.putAll(inRange);
    for (Map.Entry<byte[], byte[]> row : merged.entrySet()) {
      if (row.getValue() != null && !visitor.visit(row.getKey(), row.getValue())) {
        return;
      }
    }
  }

  @Override
  public void put(Table table, byte[] key, byte[] value) {
    byte[] before = changed.get(table).put(key, value);
    if (before != null && table.isWrittenOnce()) {
      throw new IllegalStateException("a second row of " + table + " with the same key");
    }
  }

  @Override
  public void delete(Table table, byte[] key) {
    TreeMap<byte[], byte[]> overlay = changed.get(table);
    boolean wasNeverStored = table.isWrittenOnce() && overlay.remove(key) != null;
    if (!wasNeverStored) {
      overlay.put(key, null);
    }
  }

  /** What the entry has changed, in order; the next entry starts with nothing changed. */
  List<Row> take() {
    List<Row> rows = new ArrayList<>();
    changed.forEach(
        (table, overlay) -> {
          overlay.forEach((key, value) -> rows.add(new Row(table, key, value)));
          overlay.clear();
        });
    return rows;
  }

  /** One changed row; a null value deletes it. */
  record Row(Table table, byte[] key, byte[] value) {}
}
