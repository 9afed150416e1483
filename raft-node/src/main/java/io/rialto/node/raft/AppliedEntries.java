package io.rialto.node.raft;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.EntryResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Who is told of applied entries, and what is remembered of them beside the state. One thread
 * tells, any may ask.
 */
final class AppliedEntries {
  private final AppliedWaiters waiters = new AppliedWaiters();
  private final HashHistory hashes = new HashHistory();
  private final List<Consumer<EntryResult>> listeners = new CopyOnWriteArrayList<>();
  private volatile long latestNanos = System.nanoTime();
  private volatile boolean any;

  /** A state was loaded that holds all up to there. */
  void loaded(AppliedMark applied) {
    hashes.add(applied.index(), applied.hash());
    waiters.reached(applied.index());
  }

  void announce(EntryResult result) {
    latestNanos = System.nanoTime();
    any = true;
    hashes.add(result.index(), result.hash());
    for (Consumer<EntryResult> listener : listeners) {
      listener.accept(result);
    }
    waiters.reached(result.index());
  }

  /** The listener is told of each entry, on the thread that applies. */
  void onEach(Consumer<EntryResult> listener) {
    listeners.add(listener);
  }

  CompletableFuture<Void> whenReached(long index) {
    return waiters.await(index);
  }

  /** The hash chain's value after an entry, or null if it is not among the latest. */
  byte[] hashAt(long index) {
    return hashes.at(index);
  }

  /** How long ago the latest entry was applied, or the node was started. */
  long sinceLatestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - latestNanos);
  }

  /** Whether an entry has been applied since the node was started. */
  boolean any() {
    return any;
  }
}
