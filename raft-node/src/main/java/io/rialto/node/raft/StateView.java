package io.rialto.node.raft;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.StateReader;

/**
 * All rows as they were after one entry, whatever is applied meanwhile. Used by one thread, then
 * closed.
 */
public interface StateView extends StateReader, AutoCloseable {

  AppliedMark applied();

  @Override
  void close();
}
