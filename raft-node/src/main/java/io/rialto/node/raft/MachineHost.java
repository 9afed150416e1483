package io.rialto.node.raft;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.ops.ExitCode;
import io.rialto.node.ops.FailStop;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.SnapshotDamagedException;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import io.rialto.node.store.StoreException;
import io.rialto.node.store.StoreOptions;
import io.rialto.proto.log.HashReport;
import io.rialto.proto.log.LogEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.util.LifeCycle;

/**
 * The engine's state machine: applies entries, takes and loads snapshots, and tells who leads.
 *
 * <p>The engine applies on one thread, in log order; pausing and shutting down come from others,
 * hence the lock. The engine replays from its newest snapshot, while the live database may be ahead
 * of it after a restart: entries that it holds already are passed over. Whatever goes wrong here
 * halts the node, because the engine would go on without a state machine and still look alive.
 */
final class MachineHost extends BaseStateMachine {
  private final SnapshotStorage snapshots = new SnapshotStorage();
  private final SnapshotMaker maker = new SnapshotMaker();
  private final LiveDirectory live;
  private final StoreOptions storeOptions;
  private final MachineLimits machineLimits;
  private final FailStop failStop;
  private final Runnable leadershipChanged;
  private final HashJury jury;
  private final Upkeep upkeep;
  private final Consumer<String> diverged;
  private final UnaryOperator<Entry> fault;
  private final AppliedEntries applied = new AppliedEntries();
  private final SuccessionWatch succession = new SuccessionWatch();
  private final ApplyFigures applying = new ApplyFigures();
  private final EntryDecoder decoder = new EntryDecoder();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile MachineState state;
  private volatile boolean leaderReady;
  private volatile boolean closing;
  private volatile SnapshotFigures figures = SnapshotFigures.NONE;
  private long pausedNanos;

  /** The longest that the store took for an entry's changes while a snapshot was being made. */
  private long standstillNanos;

  /**
   * @param diverged keeps the node out for good, with the reason
   * @param fault changes entries on their way to the machine: identity but in the tests that
   *     corrupt a replica
   */
  MachineHost(
      LiveDirectory live,
      StoreOptions storeOptions,
      MachineLimits machineLimits,
      HashJury jury,
      Upkeep upkeep,
      FailStop failStop,
      Consumer<String> diverged,
      UnaryOperator<Entry> fault,
      Runnable leadershipChanged) {
    this.live = live;
    this.storeOptions = storeOptions;
    this.machineLimits = machineLimits;
    this.jury = jury;
    this.upkeep = upkeep;
    this.failStop = failStop;
    this.diverged = diverged;
    this.fault = fault;
    this.leadershipChanged = leadershipChanged;
  }

  // Life cycle.

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage storage)
      throws IOException {
    super.initialize(server, group, storage);
    try {
      getLifeCycle()
          .startAndTransition(
              () -> {
                snapshots.init(storage);
                long start = System.nanoTime();
                load();
                figures = figures.opened(state.applied().index(), millisSince(start));
              },
              IOException.class);
    } catch (SnapshotDamagedException e) {
      failStop.halt(ExitCode.SNAPSHOT, e.getMessage(), e);
      throw e;
    } catch (IOException | StoreException | IllegalStateException e) {
      failStop.halt(ExitCode.STORE, "the state cannot be opened: " + e.getMessage(), e);
      throw e;
    }
  }

  /** Wherever damage is met, in a read, a flush or a compaction: nothing is answered from it. */
  private void damaged(StoreException failure) {
    if (!closing) {
      failStop.halt(ExitCode.STORE, failure.getMessage(), failure);
    }
  }

  @Override
  public void pause() {
    maker.rest();
    lock.lock();
    try {
      pausedNanos = System.nanoTime();
      getLifeCycle().transition(LifeCycle.State.PAUSING);
      getLifeCycle().transition(LifeCycle.State.PAUSED);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reinitialize() throws IOException {
    lock.lock();
    try {
      getLifeCycle().startAndTransition(this::load, IOException.class);
      maker.resume();
      figures = figures.installed(millisSince(pausedNanos));
    } catch (IOException | RuntimeException e) {
      failStop.halt(ExitCode.SNAPSHOT, "an installed snapshot cannot be loaded", e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void load() throws IOException {
    MachineState before = state;
    if (before != null) {
      before.close();
    }
    StoredSnapshot newest = snapshots.rescan();
    MachineState opened =
        MachineState.open(live, newest, storeOptions, machineLimits, this::damaged);
    AppliedMark mark = opened.applied();
    boolean newestIsOfEarlierForm =
        newest != null && opened.wasUpgraded() && newest.index() < mark.index();
    if ((newest == null && mark.index() > 0) || newestIsOfEarlierForm) {
      // Without a snapshot the engine would replay from the first entry, which may have been
      // purged. And whoever started from one of an earlier form would upgrade before the entries
      // behind it, which were applied to rows of that form: its hash would differ.
      newest = opened.snapshot(snapshots.directory(), mark.term(), mark.index());
      snapshots.publish(newest);
    }
    state = opened;
    if (newest != null) {
      setLastAppliedTermIndex(TermIndex.valueOf(newest.term(), newest.index()));
    }
    applied.loaded(mark);
  }

  /**
   * Tells that the node is being stopped on purpose: what the engine ends from now on is no
   * failure.
   */
  void closing() {
    closing = true;
  }

  @Override
  public void close() {
    if (!closing) {
      failStop.halt(ExitCode.ENGINE, "the engine closed its state machine", null);
    }
    lock.lock();
    try {
      MachineState open = state;
      if (open != null) {
        state = null;
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }

  // Entries.

  @Override
  public TransactionContext startTransaction(RaftClientRequest request) {
    return TransactionContext.newBuilder()
        .setServerRole(RaftPeerRole.LEADER)
        .setStateMachine(this)
        .setClientRequest(request)
        .setLogData(request.getMessage().getContent())
        .setStateMachineContext(request.getMessage())
        .build();
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto logged = transaction.getLogEntry();
    try {
      apply(logged, transaction.getStateMachineContext());
    } catch (StoreException e) {
      failStop.halt(ExitCode.STORE, "entry " + logged.getIndex() + " could not be stored", e);
      throw e;
    } catch (Exception | Error e) {
      failStop.halt(ExitCode.APPLY, "entry " + logged.getIndex() + " could not be applied", e);
      throw new IllegalStateException("entry " + logged.getIndex() + " could not be applied", e);
    }
    return CompletableFuture.completedFuture(Message.EMPTY);
  }

  private void apply(LogEntryProto logged, Object context) throws IOException {
    long index = logged.getIndex();
    EntryMessage own = context instanceof EntryMessage message ? message : null;
    EntryResult result;
    long start = System.nanoTime();
    lock.lock();
    try {
      if (getLifeCycleState() != LifeCycle.State.RUNNING) {
        // Paused for an install: the snapshot holds this entry, and waiting would block the install
        // itself.
        return;
      }
      if (index > state.applied().index()) {
        LogEntry entry = parse(logged, own);
        compare(entry.getHashReportsList());
        Entry decoded = decoder.decode(index, logged.getTerm(), entry);
        result = state.apply(fault.apply(decoded), own != null);
        applying.applied(decoded.operations().size(), System.nanoTime() - start);
        if (maker.busy()) {
          standstillNanos = Math.max(standstillNanos, state.writeNanos());
        }
        upkeep.applied(result, logged.getStateMachineLogEntry().getLogData().size());
      } else {
        result = null;
      }
      updateLastAppliedTermIndex(logged.getTerm(), index);
    } finally {
      lock.unlock();
    }
    if (result != null) {
      applied.announce(result);
      if (own != null) {
        succession.applied();
        own.result().complete(result);
      }
    }
  }

  private static LogEntry parse(LogEntryProto logged, EntryMessage own) throws IOException {
    return own != null
        ? own.entry()
        : LogEntry.parseFrom(logged.getStateMachineLogEntry().getLogData().asReadOnlyByteBuffer());
  }

  /**
   * A node that is wrong says so to nobody any more: it halts before it applies or answers anything
   * else.
   */
  private void compare(List<HashReport> reports) {
    for (HashReport report : reports) {
      long index = report.getLogIndex();
      String verdict =
          jury.hear(
              report.getNodeId(), index, report.getHash().toByteArray(), applied.hashAt(index));
      if (verdict != null) {
        diverged.accept(verdict);
        failStop.halt(ExitCode.DIVERGED, verdict, null);
      }
    }
  }

  // Flushes and snapshots.

  /**
   * Puts what is in memtables into files, beside applying; not while a snapshot is being installed.
   */
  void flush() {
    maintain(MachineState::flush);
  }

  /** Looks whether the state has failed where no call of ours was told. */
  void requireSound() {
    maintain(MachineState::requireSound);
  }

  private void maintain(Consumer<MachineState> work) {
    MachineState open = state;
    if (open == null || getLifeCycleState() != LifeCycle.State.RUNNING) {
      return;
    }
    try {
      work.accept(open);
    } catch (StoreException e) {
      if (open == state && getLifeCycleState() == LifeCycle.State.RUNNING) {
        damaged(e);
      }
    }
  }

  /** Makes a snapshot beside applying, for the engine to take. Not on the engine's threads. */
  void makeSnapshot() {
    MachineState open = state;
    if (open == null || !applied.any() || getLifeCycleState() != LifeCycle.State.RUNNING) {
      return;
    }
    try {
      maker.make(open, snapshots.directory());
    } catch (IOException | RuntimeException e) {
      if (open == state && !closing) {
        failStop.halt(ExitCode.SNAPSHOT, "a snapshot could not be made", e);
      }
    }
  }

  /** What was made beside applying; when a node stops, or at once after a start, here and now. */
  @Override
  public long takeSnapshot() throws IOException {
    // Waiting for the lock counts: the engine's apply thread is here, so nothing is applied.
    long start = System.nanoTime();
    lock.lock();
    try {
      TermIndex latest = getLastAppliedTermIndex();
      if (getLifeCycleState() != LifeCycle.State.RUNNING || latest.getIndex() < 0) {
        return -1;
      }
      StoredSnapshot taken =
          maker.take(state, snapshots.directory(), latest.getTerm(), latest.getIndex());
      snapshots.publish(taken);
      figures =
          figures.taken(
              Math.max(millisSince(start), TimeUnit.NANOSECONDS.toMillis(standstillNanos)));
      standstillNanos = 0;
      return taken.index();
    } catch (IOException | RuntimeException e) {
      failStop.halt(ExitCode.SNAPSHOT, "a snapshot could not be taken", e);
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public StateMachineStorage getStateMachineStorage() {
    return snapshots;
  }

  // Leadership and failures.

  @Override
  public void notifyLeaderReady() {
    leaderReady = true;
    succession.ready();
    leadershipChanged.run();
  }

  @Override
  public void notifyNotLeader(Collection<TransactionContext> pending) {
    leaderReady = false;
    leadershipChanged.run();
  }

  @Override
  public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
    if (member.getPeerId().equals(leader)) {
      succession.elected();
    } else {
      succession.follows();
    }
    leadershipChanged.run();
  }

  @Override
  public void notifyLogFailed(Throwable cause, LogEntryProto entry) {
    failStop.halt(ExitCode.LOG, "the log failed", cause);
  }

  @Override
  public void notifyServerShutdown(RoleInfoProto role, boolean allServers) {
    if (!closing) {
      failStop.halt(ExitCode.ENGINE, "the engine shut down", null);
    }
  }

  // What the rest of the node asks.

  boolean leaderReady() {
    return leaderReady;
  }

  AppliedEntries applied() {
    return applied;
  }

  SuccessionWatch succession() {
    return succession;
  }

  ApplyFigures applyFigures() {
    return applying;
  }

  SnapshotFigures snapshotFigures() {
    return figures.withBytes(snapshots.bytes());
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  StateView view() {
    return running().view();
  }

  <T> T withMachine(Function<TradingMachine, T> reader) {
    lock.lock();
    try {
      return reader.apply(running().machine());
    } finally {
      lock.unlock();
    }
  }

  private MachineState running() {
    MachineState open = state;
    if (open == null) {
      throw new IllegalStateException("the node is starting or stopping");
    }
    return open;
  }

  /** The index of the newest snapshot, 0 if there is none. */
  long snapshotIndex() {
    return snapshots.getLatestSnapshot() == null ? 0 : snapshots.getLatestSnapshot().getIndex();
  }
}
