package io.rialto.node.raft;

import io.rialto.node.machine.Changes;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import io.rialto.node.machine.TradingMachine;
import io.rialto.proto.log.LogEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A real trading machine without an engine: a log of one node, with rows in memory. A test can hold
 * entries back, lose them, and take the leadership away.
 */
public final class LocalMachine implements ReplicatedMachine, AutoCloseable {
  private final ExecutorService applyThread = Executors.newSingleThreadExecutor();
  private final Map<Table, NavigableMap<byte[], byte[]>> rows = new EnumMap<>(Table.class);
  private final TradingMachine machine;
  private final List<Consumer<EntryResult>> appliedListeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Leadership>> leadershipListeners = new CopyOnWriteArrayList<>();
  private final AppliedWaiters waiters = new AppliedWaiters();

  // Guarded by this.
  private final ArrayDeque<Submitted> held = new ArrayDeque<>();
  private final List<LogEntry> log = new ArrayList<>();
  private Leadership leadership;
  private boolean holding;
  private long index;

  private record Submitted(long term, LogEntry entry, CompletableFuture<EntryResult> result) {}

  public LocalMachine(String nodeId) {
    for (Table table : Table.values()) {
      rows.put(table, new TreeMap<>(Arrays::compareUnsigned));
    }
    machine = new TradingMachine(readerOf(rows), MachineLimits.standard());
    leadership = new Leadership(true, 1, nodeId);
  }

  @Override
  public synchronized CompletableFuture<EntryResult> submit(LogEntry entry) {
    CompletableFuture<EntryResult> result = new CompletableFuture<>();
    if (!leadership.leading()) {
      result.completeExceptionally(new NotReplicatedException("not the leader", false, null));
      return result;
    }
    Submitted submitted = new Submitted(leadership.term(), entry, result);
    if (holding) {
      held.add(submitted);
    } else {
      apply(submitted);
    }
    return result;
  }

  private void apply(Submitted submitted) {
    log.add(submitted.entry);
    long at = ++index;
    applyThread.execute(
        () -> {
          EntryResult result;
          synchronized (rows) {
            result =
                machine.apply(new EntryDecoder().decode(at, submitted.term, submitted.entry), true);
            write(result.changes());
          }
          appliedListeners.forEach(listener -> listener.accept(result));
          submitted.result.complete(result);
          waiters.reached(at);
        });
  }

  private void write(Changes changes) {
    changes.forEach(
        (table, key, value) -> {
          if (value == null) {
            rows.get(table).remove(key);
          } else {
            rows.get(table).put(key, value);
          }
        });
  }

  /** From now on entries are submitted, but neither applied nor lost. */
  public synchronized void hold() {
    holding = true;
  }

  /** Applies what is held, and what comes. */
  public synchronized void release() {
    holding = false;
    while (!held.isEmpty()) {
      apply(held.remove());
    }
  }

  /** Loses what is held. */
  public synchronized void lose(boolean mayStillApply) {
    while (!held.isEmpty()) {
      held.remove()
          .result
          .completeExceptionally(new NotReplicatedException("lost", mayStillApply, null));
    }
  }

  /** How many entries are held. */
  public synchronized int heldEntries() {
    return held.size();
  }

  /** Every entry that was applied, or is about to be. */
  public synchronized List<LogEntry> log() {
    return List.copyOf(log);
  }

  /** Elects a node, in the next term; null: nobody. */
  public void elect(String leaderId, boolean isThisNode) {
    Leadership elected;
    synchronized (this) {
      elected = new Leadership(isThisNode, leadership.term() + 1, leaderId);
      leadership = elected;
    }
    leadershipListeners.forEach(listener -> listener.accept(elected));
  }

  @Override
  public synchronized Leadership leadership() {
    return leadership;
  }

  @Override
  public void onLeadershipChange(Consumer<Leadership> listener) {
    leadershipListeners.add(listener);
  }

  @Override
  public void onLeaderLost(Consumer<LeaderLoss> listener) {
    // There are no connections to lose.
  }

  @Override
  public void leaderLostBy(LeaderLoss loss) {
    throw new UnsupportedOperationException("nobody calls elections here");
  }

  @Override
  public void onApplied(Consumer<EntryResult> listener) {
    appliedListeners.add(listener);
  }

  @Override
  public StateView view() {
    Map<Table, NavigableMap<byte[], byte[]>> copy = new EnumMap<>(Table.class);
    synchronized (rows) {
      rows.forEach((table, content) -> copy.put(table, new TreeMap<>(content)));
    }
    return StateView.of(readerOf(copy), () -> {});
  }

  @Override
  public CompletableFuture<Void> whenApplied(long at) {
    return waiters.await(at);
  }

  @Override
  public <T> T withMachine(Function<TradingMachine, T> reader) {
    synchronized (rows) {
      return reader.apply(machine);
    }
  }

  private static StateReader readerOf(Map<Table, NavigableMap<byte[], byte[]>> rows) {
    return new StateReader() {
      @Override
      public byte[] get(Table table, byte[] key) {
        return rows.get(table).get(key);
      }

      @Override
      public void scan(Table table, byte[] from, byte[] to, RowVisitor visitor) {
        NavigableMap<byte[], byte[]> range =
            to == null
                ? rows.get(table).tailMap(from, true)
                : rows.get(table).subMap(from, true, to, false);
        for (Map.Entry<byte[], byte[]> row : range.entrySet()) {
          if (!visitor.visit(row.getKey(), row.getValue())) {
            return;
          }
        }
      }
    };
  }

  @Override
  public void close() {
    applyThread.shutdownNow();
  }
}
