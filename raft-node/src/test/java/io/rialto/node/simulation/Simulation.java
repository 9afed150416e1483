package io.rialto.node.simulation;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.AuditBlocks;
import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Table;
import io.rialto.node.model.AuditReplay;
import io.rialto.node.model.SideBySide;
import io.rialto.node.raft.StateView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One run from one seed. */
final class Simulation {
  private static final List<String> USERS = List.of("alice", "bob", "Bob", "c");

  /** Few accounts are cached, so that they are read back all the time. */
  private static final MachineLimits LIMITS = new MachineLimits(100, 80, 1_000, 2, 0, 1_000);

  /** The same for every second node, which packs them instead: what is kept must not show. */
  private static final MachineLimits PACKING = new MachineLimits(100, 80, 1_000, 2, 1 << 20, 1_000);

  /** Once faults are over, what still waits must have ended after this. */
  private static final long BOUND_MICROS = 150 * VirtualTime.SECONDS;

  /** Elections, price deadlines and resolves of what the faults left behind take this long. */
  private static final long GRACE_MICROS = 30 * VirtualTime.SECONDS;

  /** A client that waits this long for an answer gets one when nothing goes wrong. */
  private static final long PATIENT_MICROS = 20 * VirtualTime.SECONDS;

  /** One seed in so many runs with the model beside it. */
  private static final int MODEL_INTERVAL = 10;

  /**
   * What became of a run that broke no promise.
   *
   * @param traceHash equal for two runs exactly if the same happened
   */
  record Outcome(long traceHash, long events, long logIndex, Coverage coverage) {}

  private final World world;
  private final RaftGroup group;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final StrictReader reader;
  private final RequestCaller caller;
  private final Faults faults;
  private final long faultsMicros;
  private final long callsUntilMicros;

  private Simulation(
      long seed, PlantedFault planted, Path directory, Consumer<String> traceReader) {
    Coverage coverage = new Coverage();
    VirtualTime time = new VirtualTime();
    boolean withModel = Math.floorMod(seed, MODEL_INTERVAL) == 0;
    if (withModel) {
      coverage.met(Happening.RUN_WITH_MODEL);
    }
    Examiner examiner = new Examiner(coverage, withModel ? new SideBySide(LIMITS) : null);
    Chance chance = new Chance(seed);
    world =
        new World(
            time, chance, new Trace(time, traceReader), coverage, examiner, new Weather(), planted);
    boolean onDisk = directory != null;
    if (onDisk) {
      coverage.met(Happening.RUN_ON_ROCKSDB);
    }
    List<RaftMember> members = new ArrayList<>();
    group = new RaftGroup(world, members);
    makeNodes(members, directory);
    faultsMicros = chance.between(15, 40) * VirtualTime.SECONDS;
    callsUntilMicros = faultsMicros + GRACE_MICROS;
    makeClients();
    reader = new StrictReader(world, nodes, USERS, callsUntilMicros);
    caller = new RequestCaller(world, nodes, USERS, new CommandMix(chance), 900, callsUntilMicros);
    faults = new Faults(world, group, nodes, clients);
  }

  private void makeNodes(List<RaftMember> members, Path directory) {
    int count = world.chance().percent(15) ? 5 : 3;
    Map<String, String> endpoints = new LinkedHashMap<>();
    QuoteProxies quotes = new QuoteProxies(world);
    for (int place = 0; place < count; place++) {
      RaftMember member = new RaftMember(place, new NodeProcess(world));
      members.add(member);
      endpoints.put(member.id, member.id + ":7001");
    }
    for (RaftMember member : members) {
      MachineLimits limits = nodes.size() % 2 == 0 ? LIMITS : PACKING;
      ReplicaState state = state(limits, directory == null ? null : directory.resolve(member.id));
      nodes.add(new SimulatedNode(world, group, member, state, quotes, nodes, endpoints));
    }
  }

  private ReplicaState state(MachineLimits limits, Path directory) {
    try {
      return directory == null
          ? new StateInMemory(limits, world.planted())
          : new StateOnDisk(limits, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeClients() {
    Chance chance = world.chance();
    CommandMix mix = new CommandMix(chance);
    int count = (int) chance.between(2, 3);
    for (int i = 1; i <= count; i++) {
      NodeRing ring = new NodeRing(nodes, chance.below(nodes.size()));
      long patienceMicros = chance.of(List.of(3L, 8L, 20L, 30L)) * VirtualTime.SECONDS;
      SimulatedClient client =
          new SimulatedClient(world, "client" + i, ring, LIMITS.sequenceWindow(), patienceMicros);
      if (patienceMicros >= PATIENT_MICROS) {
        client.expectSettlementFrom(callsUntilMicros);
      }
      clients.add(client);
      planCommands(client, i, mix);
    }
  }

  /** Most commands come while faults happen, in bursts; the last ones when all is calm again. */
  private void planCommands(SimulatedClient client, long number, CommandMix mix) {
    Chance chance = world.chance();
    long at = 0;
    long commands = chance.between(30, 70);
    for (long order = 1; order <= commands; order++) {
      if (chance.percent(40)) {
        at += chance.between(0, faultsMicros / 10);
      }
      boolean isLast = order > commands - 4;
      long start = isLast ? callsUntilMicros : Math.min(at, faultsMicros);
      long name = Numbers.of(number, order);
      boolean isFirst = order <= USERS.size();
      client.plan(
          start + order,
          isFirst ? mix.add(USERS.get((int) order - 1), name) : mix.next(chance.of(USERS), name));
    }
  }

  /** Runs it on rows in memory. */
  static Outcome run(long seed, PlantedFault planted, Consumer<String> traceReader) {
    return new Simulation(seed, planted, null, traceReader).run();
  }

  /** Runs it on real stores in the directory, which must be empty. */
  static Outcome runOnDisk(long seed, Path directory, Consumer<String> traceReader) {
    return new Simulation(seed, PlantedFault.NONE, directory, traceReader).run();
  }

  private Outcome run() {
    try {
      nodes.forEach(SimulatedNode::start);
      reader.readSoon();
      caller.callSoon();
      faults.begin();
      runUntil(() -> world.time().nowMicros() >= faultsMicros);
      faults.end();
      runUntil(this::isComplete);
      checkEnd();
      return new Outcome(
          world.trace().hash(),
          world.trace().count(),
          world.examiner().logIndex(),
          world.coverage());
    } catch (RuntimeException | AssertionError e) {
      throw new Violation(e.getMessage() + "\nthe latest events:\n" + world.trace().latest(), e);
    } finally {
      nodes.forEach(node -> node.state().close());
    }
  }

  private void runUntil(java.util.function.BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      if (world.time().nowMicros() > faultsMicros + GRACE_MICROS + BOUND_MICROS) {
        throw new Violation("not everything completes: " + clients);
      }
      world.time().runNext();
    }
  }

  private boolean isComplete() {
    return clients.stream().allMatch(SimulatedClient::isFinished)
        && reader.isFinished()
        && caller.isFinished()
        && nodes.stream().allMatch(node -> node.appliedIndex() == world.examiner().logIndex());
  }

  private void checkEnd() {
    byte[] hash = nodes.get(0).state().machine().applied().hash();
    for (SimulatedNode node : nodes) {
      Examiner.check(
          java.util.Arrays.equals(hash, node.state().machine().applied().hash()),
          "%s ends with another hash",
          node.id());
    }
    world.examiner().checkModelAtEnd();
    checkAudit(nodes.get(0));
  }

  /** Cash is the sum of what the audit log says; and what only it shows has happened. */
  private void checkAudit(SimulatedNode node) {
    AuditReplay replay = new AuditReplay();
    try (StateView view = node.view()) {
      view.scan(
          Table.AUDIT,
          new byte[0],
          null,
          (key, block) -> {
            AuditBlocks.decode(block.clone()).forEach(event -> see(event, replay));
            return true;
          });
      long[] money = new long[1];
      AccountReader.users(
          view,
          user -> {
            var summary = AccountReader.summary(view, user);
            money[0] += summary.cashCents() + summary.reservedCents();
            Examiner.check(
                replay.cashCents(user) == summary.cashCents(),
                "%s has %d cents, but %d by the audit log",
                user,
                summary.cashCents(),
                replay.cashCents(user));
            return true;
          });
      Examiner.check(
          replay.moneyCents() == money[0],
          "there are %d cents, but %d came in and went out",
          money[0],
          replay.moneyCents());
    }
  }

  private void see(AuditEvent event, AuditReplay replay) {
    replay.see(event);
    if (event instanceof AuditEvent.SystemEvent system) {
      boolean expired = system.command() == CommandKind.BUY || system.command() == CommandKind.SELL;
      world.met(expired ? Happening.ORDER_EXPIRED : Happening.TRIGGER_FIRED);
    }
  }
}
