package io.rialto.chaos.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.rialto.chaos.BuiltPrograms;
import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.audit.AuditLogReader;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.NodeRuntime;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.Partition;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** A cluster of three processes for one class of tests, with what they do to it and ask of it. */
final class TrialCluster implements AutoCloseable {

  /** Cold programs on a slow and busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final int HEAP_MEGABYTES = 256;
  private static final int ENTRIES_AT_A_TIME = 100;

  private final ProcessCluster processes;
  private final NodeStatuses statuses;
  private final Map<String, NodeCalls> calls = new TreeMap<>();

  private TrialCluster(ProcessCluster processes) {
    this.processes = processes;
    this.statuses = new NodeStatuses(processes.file());
    for (ClusterFile.Node node : processes.file().nodes()) {
      calls.put(node.id(), new NodeCalls(node.endpoint()));
    }
  }

  /**
   * Starts a cluster whose files stay below target.
   *
   * @param linked whether the nodes' engines reach each other over links that can be cut
   * @param options further options of each node
   */
  static TrialCluster start(String name, boolean linked, String... options)
      throws IOException, InterruptedException {
    Files.createDirectories(Path.of("target"));
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), name + "-");
    ClusterPlan plan =
        new ClusterPlan(
            folder, folder, 3, 0, 1, true, new NodeRuntime(HEAP_MEGABYTES, true, List.of(options)));
    TrialCluster cluster =
        new TrialCluster(
            linked
                ? ProcessCluster.createLinked(plan, BuiltPrograms.find(), line -> {})
                : ProcessCluster.create(plan, BuiltPrograms.find(), line -> {}));
    cluster.processes.start();
    return cluster;
  }

  ProcessCluster processes() {
    return processes;
  }

  NodeCalls node(String id) {
    return calls.get(id);
  }

  List<String> nodes() {
    return List.copyOf(calls.keySet());
  }

  RialtoClient client(Duration deadline) {
    return RialtoClient.connect(
        ClientOptions.of(processes.file().endpoints()).withDeadline(deadline));
  }

  // Who leads, and what is done to it.

  /** The node that leads; waits until one does. */
  String leader() {
    return soon().until(statuses::readyLeader, Optional::isPresent).get();
  }

  /** The same, of all but one. */
  String leaderOtherThan(String node) {
    return await()
        .atMost(PATIENCE)
        .until(statuses::readyLeader, now -> now.filter(id -> !id.equals(node)).isPresent())
        .get();
  }

  /** One that follows. */
  String follower() {
    String leader = leader();
    return nodes().stream().filter(id -> !id.equals(leader)).findFirst().orElseThrow();
  }

  NodeStatus status(String node) throws InterruptedException {
    return await().atMost(PATIENCE).until(() -> statuses.all().get(node), status -> status != null);
  }

  void killAndRestart(String node) throws ClusterException, InterruptedException {
    processes.kill(node);
    leader();
    restart(node);
  }

  void restart(String node) throws ClusterException, InterruptedException {
    processes.launch(node);
    processes.awaitReady(node);
    awaitConnections();
  }

  void killAllAndRestart() throws ClusterException, InterruptedException {
    for (String node : nodes()) {
      processes.kill(node);
    }
    processes.start();
    for (String node : nodes()) {
      processes.awaitReady(node);
    }
    awaitConnections();
  }

  /**
   * A channel to a process that was gone pauses before it connects anew, and calls fail meanwhile:
   * ours to a node as well as a follower's to the leader. A strict read takes both ways.
   */
  private void awaitConnections() {
    for (String node : nodes()) {
      if (processes.isRunning(node)) {
        strictRead("somebody", () -> node);
      }
    }
  }

  /** Kills a node and goes on until the others no longer have the log that it would need. */
  void leaveBehind(String node) throws IOException {
    processes.kill(node);
    SnapshotFiles files = new SnapshotFiles(this);
    long last = files.lastLogIndex(node);
    try (RialtoClient client = client(PATIENCE)) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (int i = 0; i < ENTRIES_AT_A_TIME; i++) {
                  assertThat(client.execute(Orders.add("somebody", 1)).kind())
                      .isEqualTo(CommandResult.Kind.DONE);
                }
                return files.firstLogIndex(leader()) > last + 1;
              });
    }
  }

  /** Sees to it that this node leads: the only other one with all of the log is killed. */
  void makeLead(String node) throws IOException, InterruptedException {
    String before = leader();
    if (before.equals(node)) {
      return;
    }
    String third =
        nodes().stream().filter(id -> !id.equals(node) && !id.equals(before)).findAny().get();
    processes.kill(third);
    try (RialtoClient client = client(PATIENCE)) {
      assertThat(client.execute(Orders.add("somebody", 1)).kind())
          .isEqualTo(CommandResult.Kind.DONE);
    }
    processes.kill(before);
    restart(third);
    restart(before);
    assertThat(leader()).isEqualTo(node);
  }

  /** Cuts a node's engine off from the others, both ways. */
  void cutOff(String node) throws ClusterException {
    Partition.alone(nodes(), node).cut(processes.network().get());
  }

  void heal() throws ClusterException {
    processes.network().get().heal();
  }

  // What is asked of it.

  /** Waits until all nodes have applied what is in the log now, and compares what they hold. */
  void awaitSameHash() throws ClusterException, InterruptedException {
    long index = status(leader()).getAppliedLogIndex();
    assertThat(processes.awaitHashes(statuses, index).agrees()).isTrue();
  }

  long openSession() {
    OpenSessionReply reply =
        await()
            .atMost(PATIENCE)
            .ignoreException(StatusRuntimeException.class)
            .until(() -> node(leader()).openSession(), opened -> opened.getCode() == ResultCode.OK);
    return reply.getSession();
  }

  /** Asks one node after the other until one gives a final reply. */
  Reply settled(Function<NodeCalls, Reply> call) {
    Iterator<String> turns = turns();
    return soon()
        .ignoreExceptionsMatching(TrialCluster::isWithoutAnswer)
        .until(() -> call.apply(node(turns.next())), reply -> reply.getCodeValue() / 1000 < 8);
  }

  private Iterator<String> turns() {
    return Stream.iterate(0, turn -> turn + 1)
        .map(turn -> nodes().get(turn % nodes().size()))
        .iterator();
  }

  private static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollDelay(Duration.ZERO);
  }

  private static boolean isWithoutAnswer(Throwable failure) {
    return failure instanceof StatusRuntimeException || failure instanceof CompletionException;
  }

  long strictCashCents(String user) {
    return strictRead(user, turns()::next).getSummary().getCashCents();
  }

  /** Reads until one of the nodes that are asked in turn answers. */
  private SummaryReply strictRead(String user, Supplier<String> turns) {
    return soon()
        .ignoreException(StatusRuntimeException.class)
        .until(
            () -> node(turns.get()).read(user, Consistency.STRICT, 0),
            read -> read.getCodeValue() / 1000 < 8);
  }

  /** A user's commands, in the order of the audit log. */
  List<AuditEvent.UserCommand> auditedCommands(String user) throws IOException {
    List<AuditEvent.UserCommand> commands = new ArrayList<>();
    try (RialtoClient client = client(PATIENCE)) {
      // A dump shows what its node has applied: all that a strict read through this client saw.
      long upTo = client.summary(user, Consistency.STRICT).join().getLogIndex();
      ByteArrayOutputStream xml = new ByteArrayOutputStream();
      client.dumpLog(user, upTo, xml);
      new AuditLogReader()
          .read(
              new ByteArrayInputStream(xml.toByteArray()),
              event -> {
                if (event instanceof AuditEvent.UserCommand command) {
                  commands.add(command);
                }
              });
    }
    return commands;
  }

  @Override
  public void close() throws IOException {
    statuses.close();
    calls.values().forEach(NodeCalls::close);
    processes.stopByForce();
  }
}
