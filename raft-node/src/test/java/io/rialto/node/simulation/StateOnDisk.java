package io.rialto.node.simulation;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.raft.StateView;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.SnapshotDirectory;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import io.rialto.node.store.StateStore;
import io.rialto.node.store.StoreOptions;
import io.rialto.node.store.StoreView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Rows in a real RocksDB. What a killed process leaves is what it flushed last: with the
 * write-ahead log off that is a checkpoint made right after the flush, and nothing else.
 */
final class StateOnDisk implements ReplicaState {
  private static final StoreOptions SMALL = new StoreOptions(1L << 20, 1L << 20, 1, 64);

  private final MachineLimits limits;
  private final Path root;
  private final LiveDirectory live;
  private final SnapshotDirectory snapshots;
  private StateStore store;
  private TradingMachine machine;
  private StoredFiles newest;
  private StoredSnapshot flushed;
  private long flushes;

  /** A snapshot that exists as files. */
  record StoredFiles(StoredSnapshot stored) implements Snapshot {
    @Override
    public long term() {
      return stored.term();
    }

    @Override
    public long index() {
      return stored.index();
    }
  }

  StateOnDisk(MachineLimits limits, Path root) throws IOException {
    this.limits = limits;
    this.root = root;
    live = new LiveDirectory(root.resolve("live"));
    snapshots = new SnapshotDirectory(root.resolve("snapshots"));
    open(live.create());
  }

  private void open(Path directory) {
    store = StateStore.open(directory, SMALL);
    machine = new TradingMachine(store.reader(), limits);
  }

  @Override
  public TradingMachine machine() {
    return machine;
  }

  @Override
  public EntryResult apply(Entry entry, boolean withBodies) {
    EntryResult result = machine.apply(entry, withBodies);
    store.write(result.changes());
    return result;
  }

  @Override
  public StateView view() {
    StoreView rows = store.view();
    return StateView.of(rows, rows::close);
  }

  @Override
  public void flush() {
    io(
        () -> {
          store.flush();
          Path target = root.resolve("flush-" + ++flushes);
          store.checkpoint(target);
          try (Stream<Path> files = Files.list(target)) {
            flushed = new StoredSnapshot(0, flushes, target, files.sorted().toList());
          }
          return null;
        });
  }

  @Override
  public Snapshot snapshot(long term, long index) {
    return io(
        () -> {
          flushed = snapshots.create(term, index, store::checkpoint);
          newest = new StoredFiles(flushed);
          return newest;
        });
  }

  @Override
  public Snapshot newestSnapshot() {
    return newest;
  }

  @Override
  public void install(Snapshot snapshot) {
    StoredSnapshot received = ((StoredFiles) snapshot).stored();
    io(
        () -> {
          store.close();
          StoredSnapshot own =
              snapshots.create(received.term(), received.index(), target -> copy(received, target));
          newest = new StoredFiles(own);
          flushed = own;
          live.deleteOthers();
          open(live.createFrom(own));
          return null;
        });
  }

  @Override
  public void killAndReopen() {
    io(
        () -> {
          store.close();
          live.deleteOthers();
          open(flushed == null ? live.create() : live.createFrom(flushed));
          return null;
        });
  }

  private static void copy(StoredSnapshot from, Path target) {
    io(
        () -> {
          Files.createDirectories(target);
          for (Path file : from.files()) {
            Files.copy(file, target.resolve(file.getFileName()));
          }
          return null;
        });
  }

  @Override
  public void close() {
    store.close();
  }

  @FunctionalInterface
  private interface FileWork<T> {
    T run() throws IOException;
  }

  private static <T> T io(FileWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
