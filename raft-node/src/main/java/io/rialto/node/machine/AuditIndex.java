package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which blocks of the audit log hold events of which user. Written for a stretch of entries at a
 * time, one row a user; for the entries since the last stretch the blocks themselves tell, and the
 * index is in memory.
 */
final class AuditIndex {

  /** A stretch ends with so many entries: more would have to be looked through one by one. */
  static final int STRETCH_ENTRIES = 256;

  /** Or with so many pairs of user and entry, so that its end is not much work. */
  static final int STRETCH_PAIRS = 8_192;

  private final Rows rows;
  private final LinkedHashMap<String, List<Long>> indexesByUser = new LinkedHashMap<>();
  private int entries;
  private int pairs;

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

  /** The log indexes that a row of the index names, ascending. */
  static List<Long> decode(byte[] key, byte[] row) {
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
    if (entries >= STRETCH_ENTRIES || pairs >= STRETCH_PAIRS) {
      endStretch(index);
    }
  }

  private void note(long index, Collection<String> users) {
    entries++;
    for (String user : users) {
      if (!user.isEmpty()) {
        indexesByUser.computeIfAbsent(user, first -> new ArrayList<>()).add(index);
        pairs++;
      }
    }
  }

  private void endStretch(long index) {
    for (Map.Entry<String, List<Long>> each : indexesByUser.entrySet()) {
      rows.put(
          Table.AUDIT_BY_USER, Keys.auditByUser(each.getKey(), index), encode(each.getValue()));
    }
    rows.put(Table.META, Keys.AUDIT_INDEXED, new RowEncoder().number(index).toBytes());
    indexesByUser.clear();
    entries = 0;
    pairs = 0;
  }

  /** Each as the distance to the one before. */
  private static byte[] encode(List<Long> indexes) {
    RowEncoder encoder = new RowEncoder();
    long before = 0;
    for (long index : indexes) {
      encoder.number(index - before);
      before = index;
    }
    return encoder.toBytes();
  }
}
