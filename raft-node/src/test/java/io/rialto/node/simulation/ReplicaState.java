package io.rialto.node.simulation;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.raft.StateView;

/** One replica's machine with the rows under it, in memory or on a real disk. */
interface ReplicaState extends AutoCloseable {

  /** A copy of all rows after an entry, as it is sent to others. */
  interface Snapshot {
    long term();

    long index();
  }

  TradingMachine machine();

  /** Applies the entry and writes what it changes. */
  EntryResult apply(Entry entry, boolean withBodies);

  StateView view();

  /** Puts everything so far where a kill cannot reach it. */
  void flush();

  /** Makes a snapshot, which also flushes. */
  Snapshot snapshot(long term, long index);

  /** The newest snapshot made or installed here; null if there is none. */
  Snapshot newestSnapshot();

  /** Replaces everything by a snapshot of another replica. */
  void install(Snapshot snapshot);

  /** The process dies with all that was not flushed, and comes back. */
  void killAndReopen();

  @Override
  void close();
}
