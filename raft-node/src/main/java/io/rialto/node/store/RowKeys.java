package io.rialto.node.store;

import io.rialto.node.machine.Table;

/** Stored keys: the table's id, then the row's key. */
final class RowKeys {

  private RowKeys() {}

  static byte[] stored(Table table, byte[] key) {
    byte[] stored = new byte[key.length + 1];
    stored[0] = table.id();
    System.arraycopy(key, 0, stored, 1, key.length);
    return stored;
  }

  /** The first stored key behind all of the table's. */
  static byte[] end(Table table) {
    return new byte[] {(byte) (table.id() + 1)};
  }

  static byte[] row(byte[] stored) {
    byte[] key = new byte[stored.length - 1];
    System.arraycopy(stored, 1, key, 0, key.length);
    return key;
  }
}
