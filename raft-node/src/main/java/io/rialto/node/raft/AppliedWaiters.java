package io.rialto.node.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Who waits for which log index. Thread-safe. */
final class AppliedWaiters {
  private final TreeMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();
  private long applied;

  synchronized CompletableFuture<Void> await(long index) {
    if (index <= applied) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> future = new CompletableFuture<>();
    waiting.computeIfAbsent(index, ignored -> new ArrayList<>()).add(future);
    future.whenComplete(
        (ignored, gaveUp) -> {
          if (gaveUp != null) {
            forget(index, future);
          }
        });
    return future;
  }

  /** A caller who gave up, by cancelling the future or letting it time out, is no longer kept. */
  private synchronized void forget(long index, CompletableFuture<Void> future) {
    waiting.computeIfPresent(
        index,
        (ignored, futures) -> {
          futures.remove(future);
          return futures.isEmpty() ? null : futures;
        });
  }

  void reached(long index) {
    List<CompletableFuture<Void>> due = new ArrayList<>();
    synchronized (this) {
      applied = Math.max(applied, index);
      Map<Long, List<CompletableFuture<Void>>> passed = waiting.headMap(applied, true);
      passed.values().forEach(due::addAll);
      passed.clear();
    }
    due.forEach(future -> future.complete(null));
  }
}
