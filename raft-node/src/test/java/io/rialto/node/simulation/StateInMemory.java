package io.rialto.node.simulation;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.InMemoryState;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Table;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.raft.StateView;
import java.util.ArrayList;
import java.util.List;

/** Rows in memory: fast enough for thousands of runs. A flush is a copy. */
final class StateInMemory implements ReplicaState {
  private final MachineLimits limits;
  private final PlantedFault planted;
  private InMemoryState rows = new InMemoryState();
  private InMemoryState flushed = new InMemoryState();
  private Copy newest;
  private TradingMachine machine;

  record Copy(long term, long index, InMemoryState rows) implements Snapshot {}

  StateInMemory(MachineLimits limits, PlantedFault planted) {
    this.limits = limits;
    this.planted = planted;
    machine = new TradingMachine(rows, limits);
  }

  @Override
  public TradingMachine machine() {
    return machine;
  }

  @Override
  public EntryResult apply(Entry entry, boolean withBodies) {
    EntryResult result = machine.apply(entry, withBodies);
    rows.write(result.changes());
    return result;
  }

  /** Good until the next entry is applied: in a single thread nobody keeps it longer. */
  @Override
  public StateView view() {
    return StateView.of(rows, () -> {});
  }

  @Override
  public void flush() {
    flushed = rows.copy();
  }

  @Override
  public Snapshot snapshot(long term, long index) {
    flush();
    newest = new Copy(term, index, flushed);
    return newest;
  }

  @Override
  public Snapshot newestSnapshot() {
    return newest;
  }

  @Override
  public void install(Snapshot snapshot) {
    Copy received = (Copy) snapshot;
    InMemoryState installed = received.rows().copy();
    if (planted == PlantedFault.INSTALL_MISSES_ROWS) {
      forgetRows(installed, Table.SESSIONS);
      forgetRows(installed, Table.REPLIES);
    }
    newest = new Copy(received.term(), received.index(), installed);
    open(installed);
  }

  @Override
  public void killAndReopen() {
    if (planted == PlantedFault.RESTART_FORGETS_REPLIES) {
      forgetRows(flushed, Table.REPLIES);
    }
    open(flushed);
  }

  private void open(InMemoryState from) {
    rows = from.copy();
    flushed = rows.copy();
    machine = new TradingMachine(rows, limits);
  }

  private static void forgetRows(InMemoryState rows, Table table) {
    List<byte[]> keys = new ArrayList<>();
    rows.scan(table, new byte[0], null, (key, value) -> keys.add(key.clone()));
    Changes deletions = writer -> keys.forEach(key -> writer.write(table, key, null));
    rows.write(deletions);
  }

  @Override
  public void close() {
    // Nothing to release.
  }
}
