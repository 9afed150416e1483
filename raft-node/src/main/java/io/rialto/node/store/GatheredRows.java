package io.rialto.node.store;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.Table;

/**
 * All rows that have not reached the database: those that entries go on changing, and those that
 * are being written and change no more. So entries are applied while rows are written.
 *
 * <p>Any thread; but only one at a time may write them to the database.
 */
final class GatheredRows {
  // Guarded by this; what is leaving is only read.
  private UnwrittenRows changing = new UnwrittenRows();
  private UnwrittenRows leaving;

  /** Empty, and of the size that is needed: to grow another would cost more than to keep it. */
  private UnwrittenRows spare = new UnwrittenRows();

  /**
   * Takes one entry's changes.
   *
   * @return about how many bytes have been gathered since the last write began
   */
  synchronized long add(Changes changes) {
    changing.add(changes);
    return changing.bytes();
  }

  /** The row's newest value if it is among these, none if the database has it. */
  synchronized Found find(Table table, byte[] key) {
    if (changing.contains(table, key)) {
      return new Found(changing.value(table, key));
    }
    return leaving != null && leaving.contains(table, key)
        ? new Found(leaving.value(table, key))
        : null;
  }

  /**
   * @param value null if the row is deleted
   */
  record Found(byte[] value) {}

  /** Before a write: the rows of the last one if it failed, else null. */
  synchronized UnwrittenRows unfinished() {
    return leaving;
  }

  /**
   * Begins a write of all that is here now; null if there is nothing. The last one must be over.
   */
  synchronized UnwrittenRows leave() {
    if (!changing.isEmpty()) {
      leaving = changing;
      changing = spare;
      spare = null;
    }
    return leaving;
  }

  /** What was leaving is in the database. */
  void left() {
    UnwrittenRows written = swapOut();
    written.clear();
    keep(written);
  }

  private synchronized UnwrittenRows swapOut() {
    UnwrittenRows written = leaving;
    leaving = null;
    return written;
  }

  private synchronized void keep(UnwrittenRows empty) {
    spare = empty;
  }
}
