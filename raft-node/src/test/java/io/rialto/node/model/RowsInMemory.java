package io.rialto.node.model;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The state's rows in sorted maps, in place of a store. */
final class RowsInMemory implements StateReader {

  private final Map<Table, NavigableMap<byte[], byte[]>> tables = new EnumMap<>(Table.class);

  RowsInMemory() {
    for (Table table : Table.values()) {
      tables.put(table, new TreeMap<>(Arrays::compareUnsigned));
    }
  }

  void write(Changes changes) {
    changes.forEach(
        (table, key, value) -> {
          if (value == null) {
            tables.get(table).remove(key);
          } else {
            tables.get(table).put(key, value);
          }
        });
  }

  /** The first table whose rows differ, or null if none does. */
  Table differenceTo(RowsInMemory other) {
    for (Table table : Table.values()) {
      if (!sameRows(tables.get(table), other.tables.get(table))) {
        return table;
      }
    }
    return null;
  }

  private static boolean sameRows(
      NavigableMap<byte[], byte[]> ours, NavigableMap<byte[], byte[]> theirs) {
    return ours.size() == theirs.size()
        && ours.entrySet().stream()
            .allMatch(row -> Arrays.equals(row.getValue(), theirs.get(row.getKey())));
  }

  @Override
  public byte[] get(Table table, byte[] key) {
    byte[] value = tables.get(table).get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
    NavigableMap<byte[], byte[]> rows = tables.get(table).tailMap(from, true);
    for (Map.Entry<byte[], byte[]> row : rows.entrySet()) {
      if (to != null && Arrays.compareUnsigned(row.getKey(), to) >= 0) {
        return;
      }
      if (!visitor.visit(row.getKey().clone(), row.getValue().clone())) {
        return;
      }
    }
  }
}
