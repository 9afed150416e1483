package io.rialto.node.raft;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;

/**
 * All rows as they were after one entry, whatever is applied meanwhile. Used by one thread, then
 * closed.
 */
public interface StateView extends StateReader, AutoCloseable {

  AppliedMark applied();

  @Override
  void close();

  /**
   * A view of rows that do not change.
   *
   * @param release called when the view is closed
   */
  static StateView of(StateReader rows, Runnable release) {
    AppliedMark applied = AppliedMark.read(rows);
    return new StateView() {
      @Override
      public AppliedMark applied() {
        return applied;
      }

      @Override
      public byte[] get(Table table, byte[] key) {
        return rows.get(table, key);
      }

      @Override
      public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
        rows.scan(table, from, to, visitor);
      }

      @Override
      public void close() {
        release.run();
      }
    };
  }
}
