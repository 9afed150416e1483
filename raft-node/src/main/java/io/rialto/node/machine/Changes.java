package io.rialto.node.machine;

/**
 * What one entry changes, in a defined order, to be written as one batch. Arrays are owned by the
 * changes: neither side alters them afterwards.
 */
public interface Changes {

  void forEach(RowWriter writer);

  /** Takes one row; a null value deletes it. */
  @FunctionalInterface
  interface RowWriter {
    void write(Table table, byte[] key, byte[] value);
  }
}
