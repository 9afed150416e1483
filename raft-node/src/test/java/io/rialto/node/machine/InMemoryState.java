package io.rialto.node.machine;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The state's rows in memory: what a store does, without a disk. */
public final class InMemoryState implements StateReader {
  private final EnumMap<Table, TreeMap<byte[], byte[]>> tables = new EnumMap<>(Table.class);

  public InMemoryState() {
    for (Table table : Table.values()) {
      tables.put(table, new TreeMap<>(Arrays::compareUnsigned));
    }
  }

  public InMemoryState copy() {
    InMemoryState copy = new InMemoryState();
    tables.forEach((table, rows) -> copy.tables.get(table).putAll(rows));
    return copy;
  }

  public void write(Changes changes) {
    changes.forEach(
        (table, key, value) -> {
          if (value == null) {
            tables.get(table).remove(key);
          } else {
            tables.get(table).put(key, value);
          }
        });
  }

  int count(Table table) {
    return tables.get(table).size();
  }

  @Override
  public byte[] get(Table table, byte[] key) {
    return tables.get(table).get(key);
  }

  @Override
  public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
    TreeMap<byte[], byte[]> rows = tables.get(table);
    SortedMap<byte[], byte[]> range = to == null ? rows.tailMap(from) : rows.subMap(from, to);
    for (Map.Entry<byte[], byte[]> row : range.entrySet()) {
      if (!visitor.visit(row.getKey(), row.getValue())) {
        return;
      }
    }
  }
}
