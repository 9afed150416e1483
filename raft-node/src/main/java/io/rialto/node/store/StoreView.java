package io.rialto.node.store;

import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;

/** All rows as they were at one moment. Used by one thread, then closed. */
public final class StoreView implements StateReader, AutoCloseable {
  private final StateReader reader;
  private final Runnable release;
  private boolean closed;

  StoreView(StateReader reader, Runnable release) {
    this.reader = reader;
    this.release = release;
  }

  @Override
  public byte[] get(Table table, byte[] key) {
    return reader.get(table, key);
  }

  @Override
  public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
    reader.scan(table, from, to, visitor);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
