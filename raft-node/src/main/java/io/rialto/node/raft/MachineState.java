package io.rialto.node.raft;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.RowsUpgrade;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.store.CheckpointMark;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.SnapshotDamagedException;
import io.rialto.node.store.SnapshotDirectory;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import io.rialto.node.store.StateStore;
import io.rialto.node.store.StoreException;
import io.rialto.node.store.StoreOptions;
import io.rialto.node.store.StoreView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The machine together with the store that holds its state. One thread at a time, but for {@link
 * #view}, {@link #flush} and {@link #snapshotBeside}.
 */
final class MachineState implements AutoCloseable {
  private final StateStore store;
  private final TradingMachine machine;
  private final boolean wasUpgraded;
  private long writeNanos;

  private MachineState(StateStore store, MachineLimits limits) {
    this.store = store;
    this.wasUpgraded = RowsUpgrade.run(store.reader(), store::write);
    if (wasUpgraded) {
      // What the upgrade deleted must not meet what entries put in its place.
      store.flush();
    }
    this.machine = new TradingMachine(store.reader(), limits);
  }

  /**
   * Opens the live database; first makes it from the newest snapshot if that is ahead, as after an
   * install, or if there is none yet.
   *
   * @param snapshot the newest, or null
   * @param failed is told of damage found later, on any thread
   */
  static MachineState open(
      LiveDirectory live,
      StoredSnapshot snapshot,
      StoreOptions options,
      MachineLimits limits,
      Consumer<StoreException> failed)
      throws IOException {
    live.deleteOthers();
    Path current = live.current();
    if (current != null) {
      StateStore store = StateStore.open(current, options, failed);
      if (snapshot == null || isAt(store, snapshot.index())) {
        return new MachineState(store, limits);
      }
      store.close();
    }
    StateStore store =
        snapshot == null
            ? StateStore.open(live.create(), options, failed)
            : openFrom(live, snapshot, options, failed);
    return new MachineState(store, limits);
  }

  private static boolean isAt(StateStore store, long index) {
    try {
      return AppliedMark.read(store.reader()).index() >= index;
    } catch (StoreException e) {
      store.close();
      throw e;
    }
  }

  /** A snapshot has come over the network, or has lain on a disk: it is read as a whole first. */
  private static StateStore openFrom(
      LiveDirectory live,
      StoredSnapshot snapshot,
      StoreOptions options,
      Consumer<StoreException> failed)
      throws IOException {
    Path directory = live.createFrom(snapshot);
    try {
      StateStore store = StateStore.open(directory, options, failed);
      verify(store);
      return store;
    } catch (StoreException e) {
      live.forget();
      throw new SnapshotDamagedException(snapshot.directory(), e.getMessage(), e);
    }
  }

  private static void verify(StateStore store) {
    try {
      store.verify();
    } catch (StoreException e) {
      store.close();
      throw e;
    }
  }

  /** Whether the rows were of an earlier form when they were opened. */
  boolean wasUpgraded() {
    return wasUpgraded;
  }

  AppliedMark applied() {
    return machine.applied();
  }

  TradingMachine machine() {
    return machine;
  }

  /** Applies the entry and gives the store all that it changes, as one. */
  EntryResult apply(Entry entry, boolean withBodies) {
    EntryResult result = machine.apply(entry, withBodies);
    long start = System.nanoTime();
    store.write(result.changes());
    writeNanos = System.nanoTime() - start;
    return result;
  }

  /** How long the store took for the latest entry's changes. */
  long writeNanos() {
    return writeNanos;
  }

  /** Any thread, beside applying. */
  void flush() {
    store.flush();
  }

  /** Throws if the store has failed beside the calls to it. Any thread. */
  void requireSound() {
    store.requireSound();
  }

  StoredSnapshot snapshot(SnapshotDirectory directory, long term, long index) throws IOException {
    return directory.create(term, index, store::checkpoint);
  }

  /** Any thread, beside applying: of some entry that is applied meanwhile. */
  StoredSnapshot snapshotBeside(SnapshotDirectory directory) throws IOException {
    return directory.create(
        target -> {
          store.checkpoint(target);
          return CheckpointMark.read(target);
        });
  }

  /** Any thread. */
  StateView view() {
    StoreView rows = store.view();
    return StateView.of(rows, rows::close);
  }

  @Override
  public void close() {
    store.close();
  }
}
