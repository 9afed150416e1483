package io.rialto.node.machine;

/** Reads rows of the state: all that earlier entries have written and nothing else. */
public interface StateReader {

  /** The row's value, or null if there is none. */
  byte[] get(Table table, byte[] key);

  /**
   * Visits rows from {@code from} (inclusive) to {@code to} (exclusive, null for the table's end),
   * in key order.
   */
  void scan(Table table, byte[] from, byte[] to, RowVisitor visitor);

  /** Sees one row; neither array may be kept or changed. */
  @FunctionalInterface
  interface RowVisitor {
    /** Returns false to stop. */
    boolean visit(byte[] key, byte[] value);
  }
}
