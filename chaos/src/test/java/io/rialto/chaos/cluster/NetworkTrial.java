package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a network must do to a real cluster, whatever it is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class NetworkTrial {

  /** Cold programs on a slow and busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Generous, for a busy machine: about one second was measured. */
  private static final Duration HEALING_MAX = Duration.ofSeconds(15);

  private static final Duration ONE_WAY = Duration.ofMillis(100);
  private static final int COMMANDS = 50;

  private Cluster cluster;
  private NodeStatuses statuses;
  private RialtoClient client;

  abstract ClusterKind kind();

  /** For how long a network stays cut, so that its connections hang. */
  abstract Duration longCut();

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Optional<String> lacking = kind().lacking(BuiltPrograms.find());
    assumeTrue(lacking.isEmpty(), () -> "skipped: " + lacking.get());
    Files.createDirectories(Path.of("target"));
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "network-");
    cluster =
        kind()
            .create(
                new ClusterPlan(folder, folder, 3, 0, 1, true), BuiltPrograms.find(), line -> {});
    cluster.start();
    for (String node : cluster.nodes()) {
      cluster.awaitReady(node);
    }
    statuses = new NodeStatuses(cluster.file());
    client =
        RialtoClient.connect(ClientOptions.of(cluster.file().endpoints()).withDeadline(PATIENCE));
  }

  @AfterEach
  void heal() throws ClusterException, InterruptedException {
    cluster.network().get().heal();
    for (String node : cluster.nodes()) {
      cluster.awaitReady(node);
    }
  }

  @AfterAll
  void stop() throws ClusterException {
    if (cluster != null) {
      cluster.stopByForce();
    }
    if (client != null) {
      client.close();
      statuses.close();
    }
  }

  @Test
  void aLeaderThatIsCutOffIsReplacedAndStepsDownAndFollowsWhenHealed()
      throws IOException, InterruptedException {
    String old = leader();
    Partition.alone(cluster.nodes(), old).cut(cluster.network().get());

    await().atMost(PATIENCE).until(() -> statuses.readyLeader(), who -> isOther(who, old));
    add();
    await().atMost(PATIENCE).until(() -> role(old), role -> role == Role.FOLLOWER);
    long reached = applied(leader());
    assertThat(applied(old)).isLessThan(reached);

    long healedAt = System.nanoTime();
    cluster.network().get().heal();
    await().atMost(PATIENCE).until(() -> applied(old), applied -> applied >= reached);
    assertWithinSeconds("a leader that was cut off has what it missed", healedAt);
  }

  @Test
  void aNodeCutOffForLongIsBackWithinSeconds() throws IOException, InterruptedException {
    String cutOff = follower();
    Partition.alone(cluster.nodes(), cutOff).cut(cluster.network().get());
    awaitLongCut();
    add();
    long reached = applied(leader());

    long healedAt = System.nanoTime();
    cluster.network().get().heal();
    await().atMost(PATIENCE).until(() -> applied(cutOff), applied -> applied >= reached);

    assertWithinSeconds("a follower has what it missed", healedAt);
  }

  @Test
  void nodesThatWereAllAloneForLongElectALeaderWithinSeconds()
      throws IOException, InterruptedException {
    new Partition(Partition.ways(cluster.nodes())).cut(cluster.network().get());
    awaitLongCut();

    long healedAt = System.nanoTime();
    cluster.network().get().heal();
    add();

    assertWithinSeconds("nodes that were all alone acknowledge a command", healedAt);
  }

  private void awaitLongCut() {
    long cutAt = System.nanoTime();
    await()
        .atMost(PATIENCE)
        .until(() -> Duration.ofNanos(System.nanoTime() - cutAt).compareTo(longCut()) >= 0);
  }

  @Test
  void aDelayBetweenTheNodesIsSeenInEveryAnswer() throws Exception {
    add();
    String leader = leader();
    for (String node : cluster.nodes()) {
      if (!node.equals(leader)) {
        cluster.network().get().shape(leader, node, Traffic.delayed(ONE_WAY, Duration.ZERO));
      }
    }

    long began = System.nanoTime();
    add();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(ONE_WAY);
  }

  @Test
  void aTenthOfThePacketsLostLosesNoCommand() throws IOException, InterruptedException {
    for (Way way : Partition.ways(cluster.nodes())) {
      cluster.network().get().shape(way.from(), way.to(), Traffic.losing(0.1));
    }

    for (int i = 0; i < COMMANDS; i++) {
      add();
    }
  }

  private void add() throws IOException {
    Command command =
        Command.newBuilder()
            .setKind(CommandKind.ADD)
            .setUser("alice")
            .setAmountCents(10_000)
            .build();
    assertThat(client.execute(command).kind()).isEqualTo(CommandResult.Kind.DONE);
  }

  private String leader() {
    return await().atMost(PATIENCE).until(() -> statuses.readyLeader(), Optional::isPresent).get();
  }

  private String follower() {
    String leader = leader();
    return cluster.nodes().stream().filter(node -> !node.equals(leader)).findFirst().get();
  }

  private static boolean isOther(Optional<String> leader, String old) {
    return leader.filter(node -> !node.equals(old)).isPresent();
  }

  private Role role(String node) throws InterruptedException {
    return Optional.ofNullable(statuses.all().get(node))
        .map(NodeStatus::getRole)
        .orElse(Role.ROLE_UNSPECIFIED);
  }

  private long applied(String node) throws InterruptedException {
    return Optional.ofNullable(statuses.all().get(node))
        .map(NodeStatus::getAppliedLogIndex)
        .orElse(0L);
  }

  private void assertWithinSeconds(String what, long healedAt) {
    Duration taken = Duration.ofNanos(System.nanoTime() - healedAt);
    System.out.println(kind() + ": " + what + " " + taken.toMillis() + " ms after healing");
    assertThat(taken).isLessThan(HEALING_MAX);
  }
}
