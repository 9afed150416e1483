package io.rialto.node.raft;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.ops.Member;
import io.rialto.node.store.StoreOptions;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.log.RequestCommand;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** Three real engines on loopback in one process, with their directories below one folder. */
final class InProcessCluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final RaftSettings settings;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, RaftNode> nodes = new ConcurrentSkipListMap<>();
  private volatile String corrupted = "";
  private final Collection<String> halts = new ConcurrentLinkedQueue<>();

  InProcessCluster(Path directory, RaftSettings settings) throws IOException {
    this.directory = directory;
    this.settings = settings;
    try (ServerSocket one = freePort();
        ServerSocket two = freePort();
        ServerSocket three = freePort()) {
      for (ServerSocket socket : List.of(one, two, three)) {
        Member.Address raft = new Member.Address("127.0.0.1", socket.getLocalPort());
        members.add(
            new Member("n" + (members.size() + 1), raft, new Member.Address("127.0.0.1", 1)));
      }
    }
    for (Member member : members) {
      start(member.id());
    }
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  void start(String id) {
    try {
      RaftNode node =
          new RaftNode(
              directory.resolve(id),
              "test",
              id,
              members,
              settings,
              StoreOptions.standard(),
              MachineLimits.standard(),
              (code, reason, cause) -> halts.add(id + ": " + code + " " + reason + " " + cause),
              entry -> id.equals(corrupted) ? corrupt(entry) : entry);
      // What the service ports of real nodes carry.
      node.onLeaderLost(loss -> List.copyOf(nodes.values()).forEach(n -> n.leaderLostBy(loss)));
      nodes.put(id, node);
      node.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the node's machine gets other money than the log says. */
  void corrupt(String id) {
    corrupted = id;
  }

  private static Entry corrupt(Entry entry) {
    List<Operation> operations = new ArrayList<>();
    for (Operation operation : entry.operations()) {
      operations.add(
          operation instanceof Operation.RequestCommand request
              ? new Operation.RequestCommand(
                  request.requestId(), request.caller(), corrupt(request.command()))
              : operation);
    }
    return new Entry(
        entry.index(),
        entry.term(),
        entry.server(),
        entry.stampMillis(),
        entry.quotes(),
        operations);
  }

  private static io.rialto.node.machine.Command corrupt(io.rialto.node.machine.Command command) {
    return new io.rialto.node.machine.Command(
        command.kind(),
        command.user(),
        command.symbol(),
        command.amountCents() + 1,
        command.filename(),
        command.number());
  }

  /** Puts what all nodes have after the entry into the log, as their reporters do. */
  void reportHashes(long index) throws Exception {
    RaftNode leader = nodes.get(leader());
    LogEntry.Builder reports = entry(leader);
    nodes.forEach(
        (id, node) ->
            reports
                .addHashReportsBuilder()
                .setNodeId(id)
                .setLogIndex(index)
                .setHash(ByteString.copyFrom(node.hashAt(index))));
    awaitAgreementAt(leader.submit(reports.build()).get(20, SECONDS).index());
  }

  void stop(String id) {
    try {
      nodes.remove(id).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directoryOf(String id) {
    return directory.resolve(id);
  }

  RaftNode node(String id) {
    return nodes.get(id);
  }

  Collection<String> ids() {
    return nodes.keySet();
  }

  Collection<RaftNode> running() {
    return nodes.values();
  }

  /** What the nodes would have halted for. */
  Collection<String> halts() {
    return halts;
  }

  String leader() {
    return await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                nodes.entrySet().stream()
                    .filter(entry -> entry.getValue().leadership().leading())
                    .map(Map.Entry::getKey)
                    .findAny()
                    .orElse(""),
            id -> !id.isEmpty());
  }

  String follower() {
    String leader = leader();
    return nodes.keySet().stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
  }

  /**
   * Adds a dollar to the user's cash through whoever leads; sent again under its id until it is
   * acknowledged.
   */
  EntryResult add(String user, String requestId) {
    return await()
        .atMost(PATIENCE)
        .ignoreException(java.util.concurrent.ExecutionException.class)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              RaftNode leader = nodes.get(leader());
              return leader.submit(addition(leader, user, requestId)).get(20, SECONDS);
            },
            result -> result != null);
  }

  private LogEntry addition(RaftNode leader, String user, String requestId) {
    Command command =
        Command.newBuilder().setKind(CommandKind.ADD).setUser(user).setAmountCents(100).build();
    return entry(leader)
        .addOperations(
            LoggedOperation.newBuilder()
                .setRequestCommand(
                    RequestCommand.newBuilder().setRequestId(requestId).setCommand(command)))
        .build();
  }

  private static LogEntry.Builder entry(RaftNode leader) {
    return LogEntry.newBuilder()
        .setFormatVersion(1)
        .setServer(leader.leadership().leaderId())
        .setStampMillis(System.currentTimeMillis());
  }

  /**
   * Waits until all nodes have applied the entry, with a tick now and then as a real leader writes
   * them.
   */
  void awaitAgreementAt(long index) {
    for (RaftNode node : nodes.values()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                tick();
                return node.withMachine(TradingMachine::applied).index() >= index;
              });
    }
  }

  void tick() {
    for (RaftNode node : nodes.values()) {
      if (node.leadership().leading()) {
        node.submit(entry(node).build());
      }
    }
  }

  @Override
  public void close() {
    for (String id : List.copyOf(nodes.keySet())) {
      stop(id);
    }
  }
}
