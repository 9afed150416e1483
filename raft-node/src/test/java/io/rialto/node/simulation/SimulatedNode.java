package io.rialto.node.simulation;

import io.rialto.node.ingress.SimulatedSequencer;
import io.rialto.node.ingress.SimulatedSequencer.ClockVerdict;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteAsk;
import io.rialto.node.raft.LeaderLoss;
import io.rialto.node.raft.Leadership;
import io.rialto.node.raft.LoggedEntries;
import io.rialto.node.raft.NotReplicatedException;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.node.raft.StateView;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.quotes.SignedQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One node: a member of the Raft group, the machine and its state, and the sequencer. What the
 * engine's state machine does with entries, snapshots and restarts is stated here once more.
 */
final class SimulatedNode
    implements ReplicatedMachine, RaftMember.Host, SimulatedSequencer.Surroundings {
  final RaftMember member;
  final NodeProcess process;
  private final World world;
  private final RaftGroup group;
  private final ReplicaState state;
  private final QuoteProxies quotes;
  private final List<SimulatedNode> nodes;
  private final Map<String, String> endpoints;

  private final Map<Logged, CompletableFuture<EntryResult>> unanswered = new LinkedHashMap<>();
  private final List<Consumer<EntryResult>> appliedListeners = new ArrayList<>();
  private final List<Consumer<Leadership>> leadershipListeners = new ArrayList<>();
  private SimulatedSequencer sequencer;
  private ClockReadings clocks;
  private long appliedIndex;
  private boolean ready;
  private boolean applying;
  private boolean awake;
  private long clockErrorMillis;
  private boolean cutOffFromClients;
  private long connectionAge;

  SimulatedNode(
      World world,
      RaftGroup group,
      RaftMember member,
      ReplicaState state,
      QuoteProxies quotes,
      List<SimulatedNode> nodes,
      Map<String, String> endpoints) {
    this.world = world;
    this.group = group;
    this.member = member;
    this.process = member.process;
    this.state = state;
    this.quotes = quotes;
    this.nodes = nodes;
    this.endpoints = endpoints;
    member.host = this;
  }

  String id() {
    return member.id;
  }

  ReplicaState state() {
    return state;
  }

  SimulatedSequencer sequencer() {
    return sequencer;
  }

  boolean isCutOffFromClients() {
    return cutOffFromClients;
  }

  void cutOffFromClients(boolean cut) {
    cutOffFromClients = cut;
  }

  /** Changes whenever all connections to this node break. */
  long connectionAge() {
    return connectionAge;
  }

  void breakConnections() {
    connectionAge++;
  }

  void setClockError(long millis) {
    clockErrorMillis = millis;
  }

  // Life and death.

  /** A fresh process on the state that is there. */
  void start() {
    appliedListeners.clear();
    leadershipListeners.clear();
    unanswered.clear();
    ready = false;
    applying = false;
    awake = false;
    ReplicaState.Snapshot newest = newestSnapshot();
    long held = state.machine().applied().index();
    if (newest == null && held > 0) {
      newest = state.snapshot(state.machine().applied().term(), held);
    }
    appliedIndex = newest == null ? 0 : newest.index();
    if (member.log.lastIndex() < appliedIndex) {
      // The state was flushed before the log behind it was.
      member.log.startAfter(appliedIndex, newest.term());
    }
    member.commitIndex = Math.max(member.commitIndex, appliedIndex);
    clocks = new ClockReadings(this);
    boolean skipsBarrier = world.planted() == PlantedFault.BARRIER_SKIPPED;
    boolean submitsLater = world.planted() == PlantedFault.PARKED_SUBMITTED_LATER;
    sequencer =
        new SimulatedSequencer(
            this, id(), endpoints, this, new SimulatedSequencer.Faults(skipsBarrier, submitsLater));
    group.start(member);
    tick();
    refreshPrices();
    takeSnapshots();
    readClocks();
  }

  private void readClocks() {
    clocks.read(nodes);
    sequencer.turn();
    boolean known = clocks.verdict(wallMillis(), nodes.size()) != ClockVerdict.UNKNOWN;
    long pause = known ? Limits.CLOCK_READ_MILLIS : Limits.CLOCK_READ_AGAIN_MILLIS;
    process.after(pause * VirtualTime.MILLIS, this::readClocks);
  }

  /** Flushes come by themselves too: what is flushed is ahead of the newest snapshot. */
  private void takeSnapshots() {
    process.after(
        world.chance().between(500, 8_000) * VirtualTime.MILLIS,
        () -> {
          if (world.chance().percent(40)) {
            takeSnapshot();
          } else {
            flush();
          }
          takeSnapshots();
        });
  }

  void kill() {
    process.kill();
    group.killed(member);
  }

  /** Starts a killed node again: it has what it had flushed, and its log. */
  void restart() {
    state.killAndReopen();
    world.met(Happening.RESTART);
    world.event(
        id(),
        "starts with state "
            + state.machine().applied().index()
            + ", log "
            + member.log.firstIndex()
            + " to "
            + member.log.lastIndex());
    process.start();
    start();
  }

  void flush() {
    state.flush();
  }

  /** Takes a snapshot and purges the log behind it, but for a few entries now and then. */
  void takeSnapshot() {
    if (appliedIndex == 0 || state.machine().applied().index() == 0) {
      return;
    }
    world.met(Happening.SNAPSHOT);
    long term = member.log.termAt(appliedIndex);
    if (term < 0) {
      return;
    }
    state.snapshot(term, appliedIndex);
    long kept = world.chance().percent(50) ? 0 : world.chance().below(30);
    member.log.purge(Math.min(appliedIndex, member.log.syncedIndex()) - kept);
    world.event(id(), "snapshot " + appliedIndex + ", log from " + member.log.firstIndex());
  }

  private void tick() {
    process.after(
        250 * VirtualTime.MILLIS,
        () -> {
          sequencer.turn();
          tick();
        });
  }

  private void refreshPrices() {
    process.after(
        500 * VirtualTime.MILLIS,
        () -> {
          sequencer.refresh(state.machine().armedSymbols());
          refreshPrices();
        });
  }

  // What the engine tells.

  @Override
  public void committed() {
    if (applying) {
      return;
    }
    applying = true;
    boolean slow = !world.weather().faultsOver() && world.chance().percent(3);
    long delay = slow ? world.chance().between(100_000, 900_000) : world.chance().between(50, 800);
    process.after(delay, this::applyCommitted);
  }

  private void applyCommitted() {
    applying = false;
    while (appliedIndex < member.commitIndex && !member.receivingSnapshot) {
      apply(member.log.get(appliedIndex + 1));
    }
    if (appliedIndex < member.commitIndex) {
      committed();
    }
  }

  private void apply(Logged logged) {
    appliedIndex = logged.index();
    if (logged.entry() == null) {
      world.examiner().applied(id(), logged, null, null);
      if (member.leading && logged.term() == member.term) {
        ready = true;
        tellLeadership();
      }
      return;
    }
    if (logged.index() <= state.machine().applied().index()) {
      world.met(Happening.ENTRY_PASSED_OVER);
      return;
    }
    CompletableFuture<EntryResult> own = unanswered.remove(logged);
    Entry entry = LoggedEntries.decode(logged.index(), logged.term(), logged.entry());
    EntryResult result = state.apply(entry, own != null);
    world.examiner().applied(id(), logged, entry, result);
    appliedListeners.forEach(listener -> listener.accept(result));
    if (own != null) {
      own.complete(result);
    }
  }

  @Override
  public void officeChanged() {
    ready = false;
    tellLeadership();
    if (!member.leading) {
      for (Logged logged : List.copyOf(unanswered.keySet())) {
        process.after(
            world.chance().between(0, 2_000) * VirtualTime.MILLIS,
            () -> fail(logged, "the leader lost its office"));
      }
    }
  }

  @Override
  public void cutOffFromIndex(long firstLostIndex) {
    for (Logged logged : List.copyOf(unanswered.keySet())) {
      if (logged.index() >= firstLostIndex) {
        process.after(0, () -> fail(logged, "overwritten"));
      }
    }
  }

  private void fail(Logged logged, String why) {
    CompletableFuture<EntryResult> own = unanswered.remove(logged);
    if (own != null) {
      own.completeExceptionally(new NotReplicatedException(why, true, null));
    }
  }

  private void tellLeadership() {
    Leadership now = leadership();
    leadershipListeners.forEach(listener -> listener.accept(now));
  }

  @Override
  public ReplicaState.Snapshot newestSnapshot() {
    return state.newestSnapshot();
  }

  @Override
  public long appliedIndex() {
    return appliedIndex;
  }

  @Override
  public void install(ReplicaState.Snapshot snapshot) {
    state.install(snapshot);
    appliedIndex = snapshot.index();
    world.examiner().installed(id(), state.machine().applied());
  }

  // What the sequencer sees of the machine.

  @Override
  public CompletableFuture<EntryResult> submit(LogEntry entry) {
    CompletableFuture<EntryResult> result = new CompletableFuture<>();
    boolean refused = !world.weather().faultsOver() && world.chance().percent(1);
    if (!member.leading || refused) {
      result.completeExceptionally(new NotReplicatedException("not taken", false, null));
      return result;
    }
    Logged logged = group.append(member, entry);
    unanswered.put(logged, result);
    if (!world.weather().faultsOver() && world.chance().percent(2)) {
      process.after(
          world.chance().between(1, 40) * VirtualTime.MILLIS,
          () -> fail(logged, "the engine's answer is lost"));
    }
    return result;
  }

  @Override
  public Leadership leadership() {
    return new Leadership(
        member.leading && ready, member.term, member.leading ? id() : member.leaderId);
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
    return state.view();
  }

  @Override
  public CompletableFuture<Void> whenApplied(long index) {
    throw new UnsupportedOperationException("the sequencer never asks");
  }

  @Override
  public <T> T withMachine(Function<TradingMachine, T> reader) {
    return reader.apply(state.machine());
  }

  // What the sequencer has around it.

  @Override
  public long wallMillis() {
    return world.trueMillis() + clockErrorMillis;
  }

  @Override
  public long nanos() {
    return (world.time().nowMicros() + world.weather().leapMillis() * VirtualTime.MILLIS) * 1_000
        + 1;
  }

  @Override
  public ClockVerdict clockVerdict(long millis) {
    return clocks.verdict(millis, nodes.size());
  }

  @Override
  public void stepDown() {
    world.met(Happening.LEADER_WITH_WRONG_CLOCK);
    group.stepDownWithWrongClock(member);
  }

  @Override
  public void wake() {
    if (!awake) {
      awake = true;
      process.after(
          world.chance().between(20, 400),
          () -> {
            awake = false;
            sequencer.turn();
          });
    }
  }

  @Override
  public void fetch(QuoteAsk ask, Consumer<SignedQuote> settled) {
    quotes.fetch(process, ask, settled);
  }

  @Override
  public void sentBackParked(int commands) {
    if (commands > 0) {
      world.met(Happening.SENT_BACK_AT_LOSS_OF_LEADERSHIP);
      world.event(id(), "sends " + commands + " waiting commands back");
    }
  }
}
