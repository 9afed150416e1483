package io.rialto.node.raft;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.ops.DivergedMark;
import io.rialto.node.ops.ExitCode;
import io.rialto.node.ops.FailStop;
import io.rialto.node.ops.Health;
import io.rialto.node.ops.Member;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.StoreOptions;
import io.rialto.proto.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node's Raft engine with the trading machine in it. */
public final class RaftNode implements ReplicatedMachine, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);
  private static final long WATCH_MILLIS = 1_000;
  // More often than turns change, so that none is missed.
  private static final long MAINTAIN_MILLIS = Turns.TURN_MILLIS / 2;

  private final RaftGroup group;
  private final RaftPeerId self;
  private final RaftServer server;
  private final EngineOrders orders;
  private final Submissions submissions;
  private final SilentPeers silentPeers;
  private final MachineHost host;
  private final Upkeep upkeep;
  private final Turns turns;
  private final long preservedEntries;
  private final FailStop failStop;
  private final EarlyElection earlyElection;
  private final List<Consumer<Leadership>> leadershipListeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService events = scheduler("raft-events");
  private final ScheduledExecutorService maintenance = scheduler("raft-maintenance");
  private volatile Consumer<Boolean> readinessListener = ready -> {};
  private volatile boolean started;
  private volatile boolean closing;
  private Leadership announced = new Leadership(false, 0, null);

  /**
   * Prepares the node; {@link #start} lets it take part.
   *
   * @param directory the node's data directory; {@code raft} and {@code live} below it are made
   * @throws LogDamagedException if the log holds damage other than a torn end
   */
  public RaftNode(
      Path directory,
      String clusterId,
      String nodeId,
      List<Member> members,
      RaftSettings settings,
      StoreOptions storeOptions,
      MachineLimits machineLimits,
      FailStop failStop)
      throws IOException {
    this(
        directory,
        clusterId,
        nodeId,
        members,
        settings,
        storeOptions,
        machineLimits,
        failStop,
        UnaryOperator.identity());
  }

  /**
   * For tests that corrupt one replica: {@code fault} changes entries on their way to the machine.
   */
  RaftNode(
      Path directory,
      String clusterId,
      String nodeId,
      List<Member> members,
      RaftSettings settings,
      StoreOptions storeOptions,
      MachineLimits machineLimits,
      FailStop failStop,
      UnaryOperator<Entry> fault)
      throws IOException {
    this.failStop = failStop;
    upkeep = new Upkeep(settings.upkeep());
    List<String> ids = members.stream().map(Member::id).sorted().toList();
    turns = new Turns(ids.indexOf(nodeId), ids.size(), InstantSource.system());
    preservedEntries = settings.preservedEntries();
    RaftGroupId groupId = groupId(clusterId);
    Path storage = directory.resolve("raft");
    Path live = directory.resolve("live").resolve(groupId.getUuid().toString());
    Files.createDirectories(storage);
    Files.createDirectories(live);
    LogScan.check(storage.resolve(groupId.getUuid().toString()).resolve("current"));
    group = RaftGroup.valueOf(groupId, members.stream().map(RaftNode::peer).toList());
    self = RaftPeerId.valueOf(nodeId);
    Member own =
        members.stream().filter(member -> member.id().equals(nodeId)).findAny().orElseThrow();
    host =
        new MachineHost(
            new LiveDirectory(live),
            storeOptions,
            machineLimits,
            new HashJury(nodeId, members.size()),
            upkeep,
            failStop,
            new DivergedMark(directory)::set,
            fault,
            this::leadershipChanged);
    earlyElection =
        new EarlyElection(
            self,
            groupId,
            members.stream().map(Member::id).collect(Collectors.toSet()),
            events,
            host.succession(),
            this::announceLeadership);
    Parameters parameters = new Parameters();
    GrpcConfigKeys.Server.setServicesCustomizer(
        parameters, new EntriesAtOnce(new EntriesInTurn(earlyElection.lines()), this::isFollower));
    server =
        RaftServer.newBuilder()
            .setServerId(self)
            .setGroup(group)
            .setStateMachine(host)
            .setProperties(settings.properties(storage, own))
            .setParameters(parameters)
            // Forming a directory anew is decided by the node's identity, not by the engine.
            .setOption(RaftStorage.StartupOption.RECOVER)
            .build();
    orders = new EngineOrders(server, self, groupId);
    submissions = new Submissions(server, self, groupId);
    silentPeers = new SilentPeers(server, group, self);
  }

  /**
   * One Raft group serves one shard of users; its id follows from the cluster's name and the shard.
   */
  private static RaftGroupId groupId(String clusterId) {
    String name = "rialto/" + clusterId + "/shard-0";
    return RaftGroupId.valueOf(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static RaftPeer peer(Member member) {
    return RaftPeer.newBuilder().setId(member.id()).setAddress(member.raft().toString()).build();
  }

  private static ScheduledExecutorService scheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  public void start() throws IOException {
    server.start();
    started = true;
    earlyElection.start(server);
    events.scheduleAtFixedRate(this::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    maintenance.scheduleWithFixedDelay(
        this::maintain, MAINTAIN_MILLIS, MAINTAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A snapshot is made beside applying, after a flush, so that it is little more than links. */
  private void maintain() {
    try {
      host.requireSound();
      if (!turns.isMine() && !upkeep.isFlushOverdue()) {
        return;
      }
      boolean snapshot =
          upkeep.isSnapshotDue() && (upkeep.isSnapshotOverdue() || !purgingHurtsAStraggler());
      if (snapshot || upkeep.isFlushDue()) {
        upkeep.flushBegins();
        host.flush();
      }
      if (snapshot && !closing) {
        upkeep.snapshotBegins();
        host.makeSnapshot();
        requestSnapshot();
      }
    } catch (RuntimeException e) {
      // Nobody would call again: the log would grow without end.
      if (!closing) {
        failStop.halt(ExitCode.UNEXPECTED, "the upkeep failed", e);
      }
    }
  }

  /** A snapshot lets go of the log before it, but for the entries that are preserved. */
  private boolean purgingHurtsAStraggler() {
    try {
      RaftLog log = division().getRaftLog();
      return Stragglers.lack(division().getInfo(), log.getNextIndex() - 1 - preservedEntries);
    } catch (IOException e) {
      LOG.debug("stopping: no log is left to be purged", e);
      return false;
    }
  }

  private void makeSnapshot() {
    host.flush();
    host.makeSnapshot();
  }

  /** One that does not come about is due again later. */
  private void requestSnapshot() {
    orders
        .snapshot()
        .whenComplete(
            (index, failure) -> {
              if (failure != null) {
                LOG.warn("no snapshot was taken", failure);
              }
            });
  }

  /**
   * Takes a snapshot now, whether one is due or not. Any thread.
   *
   * @return the newest snapshot's log index; fails if none came about
   */
  public CompletableFuture<Long> takeSnapshot() {
    try {
      return CompletableFuture.runAsync(this::makeSnapshot, maintenance)
          .thenCompose(flushed -> orders.snapshot());
    } catch (RejectedExecutionException stopping) {
      return CompletableFuture.failedFuture(stopping);
    }
  }

  /** The engine can die without its process: a node like that would look alive and do nothing. */
  private void watch() {
    try {
      DivisionInfo info = division().getInfo();
      if (!closing && !info.isAlive()) {
        failStop.halt(ExitCode.ENGINE, "the engine is " + info.getLifeCycleState(), null);
      }
      silentPeers.look(info);
      announceLeadership();
      readinessListener.accept(ready());
    } catch (IOException | RuntimeException e) {
      if (!closing) {
        failStop.halt(ExitCode.ENGINE, "the engine does not answer", e);
      }
    }
  }

  @Override
  public CompletableFuture<EntryResult> submit(LogEntry entry) {
    EntryMessage message = new EntryMessage(entry);
    if (!host.leaderReady()) {
      message
          .result()
          .completeExceptionally(new NotReplicatedException("not the leader", false, null));
      return message.result();
    }
    submissions.submit(message);
    return message.result();
  }

  @Override
  public Leadership leadership() {
    try {
      DivisionInfo info = division().getInfo();
      RaftPeerId leader = info.getLeaderId();
      boolean known = leader != null && !earlyElection.isLost(leader);
      boolean leading = host.leaderReady() && info.isLeader();
      return new Leadership(leading, info.getCurrentTerm(), known ? leader.toString() : null);
    } catch (IOException e) {
      return new Leadership(false, 0, null);
    }
  }

  /**
   * Gives leadership up, if this node has it; the nodes then elect a leader, which may be this one
   * again. Any thread; returns at once.
   */
  public void stepDown() {
    orders
        .handOver(null)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("this node could not step down", failure);
              }
            });
  }

  /**
   * Hands leadership to another member. Any thread.
   *
   * @param nodeId null for whichever the others elect
   * @return ends when this node no longer leads; fails if it never did, or still does
   */
  public CompletableFuture<Void> transferLeadership(String nodeId) {
    return orders.handOver(nodeId);
  }

  @Override
  public void onLeadershipChange(Consumer<Leadership> listener) {
    leadershipListeners.add(listener);
  }

  private void leadershipChanged() {
    try {
      events.execute(this::announceLeadership);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping: nobody is left to be told of a change of leadership", e);
    }
  }

  private void announceLeadership() {
    Leadership now = leadership();
    if (!now.equals(announced)) {
      announced = now;
      LOG.info(
          "term {}: {}",
          now.term(),
          now.leading()
              ? "this node leads and is ready"
              : now.leaderId() == null ? "no leader is known" : now.leaderId() + " leads");
      leadershipListeners.forEach(listener -> listener.accept(now));
    }
  }

  @Override
  public void onLeaderLost(Consumer<LeaderLoss> listener) {
    earlyElection.onLoss(listener);
  }

  @Override
  public void leaderLostBy(LeaderLoss loss) {
    earlyElection.told(loss);
  }

  @Override
  public void onApplied(Consumer<EntryResult> listener) {
    host.applied().onEach(listener);
  }

  @Override
  public StateView view() {
    return host.view();
  }

  @Override
  public CompletableFuture<Void> whenApplied(long index) {
    return host.applied().whenReached(index);
  }

  @Override
  public <T> T withMachine(Function<TradingMachine, T> reader) {
    return host.withMachine(reader);
  }

  /** Whether the node can be counted on; {@link #health} says why not. */
  public boolean ready() {
    return health().ready();
  }

  /** What can be seen from outside of whether this node lives and takes part; any thread. */
  public Health health() {
    if (closing || !started) {
      return new Health(List.of(), List.of(closing ? "stopping" : "starting"));
    }
    try {
      return EngineHealth.look(division().getInfo(), host);
    } catch (IOException e) {
      return new Health(List.of("the engine does not answer: " + e.getMessage()), List.of());
    }
  }

  /** The listener is told each second whether the node is {@link #ready}. */
  public void onReadiness(Consumer<Boolean> listener) {
    readinessListener = listener;
  }

  /** The hash chain's value after an entry, or null if it is not among this node's latest. */
  public byte[] hashAt(long index) {
    return host.applied().hashAt(index);
  }

  /** What snapshots and the restart cost this node; any thread. */
  public SnapshotFigures snapshotFigures() {
    return host.snapshotFigures();
  }

  /** What this node has applied since its process started; any thread. */
  public ApplyFigures applyFigures() {
    return host.applyFigures();
  }

  /** How this node last became the leader; any thread. */
  public Succession succession() {
    return host.succession().latest();
  }

  /** What the engine says about itself; any thread. */
  public RaftStatus status() throws IOException {
    DivisionInfo info = division().getInfo();
    return new RaftStatus(
        group.getGroupId().getUuid().toString(),
        info.getCurrentRole().toString(),
        info.getLifeCycleState().toString(),
        division().getRaftLog().getStartIndex(),
        division().getRaftLog().getLastCommittedIndex(),
        host.snapshotIndex());
  }

  private boolean isFollower() {
    try {
      return division().getInfo().isFollower();
    } catch (IOException | RuntimeException e) {
      LOG.debug("starting or stopping: this node has no role", e);
      return false;
    }
  }

  private RaftServer.Division division() throws IOException {
    return server.getDivision(group.getGroupId());
  }

  /** Stops taking part: applies what is committed, takes a snapshot and closes. */
  @Override
  public void close() throws IOException {
    closing = true;
    host.closing();
    events.shutdown();
    maintenance.shutdown();
    silentPeers.close();
    server.close();
    host.close();
  }
}
