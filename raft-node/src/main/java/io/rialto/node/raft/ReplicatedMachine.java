package io.rialto.node.raft;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.TradingMachine;
import io.rialto.proto.log.LogEntry;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** The replicated machine as the rest of a node sees it. Thread-safe unless said otherwise. */
public interface ReplicatedMachine {

  /**
   * Hands an entry to the log; the order of calls is the order in the log. Only the sequencer's
   * thread calls it, never a gRPC thread: it may block while the log takes it.
   *
   * <p>The future completes with the entry's result once a majority has synced it and this node has
   * applied it. It fails with {@link NotReplicatedException}, which says whether the entry may
   * still be applied. It completes on the apply thread: dependents do nothing there but hand over.
   */
  CompletableFuture<EntryResult> submit(LogEntry entry);

  Leadership leadership();

  /** The listener is called with each change, in order, on a thread that must not be blocked. */
  void onLeadershipChange(Consumer<Leadership> listener);

  /**
   * The listener is told when this node has lost its leader's connections, to tell all other nodes;
   * it must not block.
   */
  void onLeaderLost(Consumer<LeaderLoss> listener);

  /** Another node has lost its leader's connections. */
  void leaderLostBy(LeaderLoss loss);

  /**
   * The listener sees each applied entry, on every node, in order, on the apply thread, which must
   * not be blocked.
   */
  void onApplied(Consumer<EntryResult> listener);

  /** A consistent view of the state after the newest applied entry; to be closed. Any thread. */
  StateView view();

  /** Completes (on the apply thread) when this node has applied the log index. */
  CompletableFuture<Void> whenApplied(long index);

  /** Runs between two entries, with the machine to itself; must be quick. */
  <T> T withMachine(Function<TradingMachine, T> reader);
}
