package io.rialto.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.rialto.node.ops.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.api.GroupManagementApi;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.retry.RetryPolicies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a supervisor sees of real processes, over HTTP and over gRPC, in each state of a node. */
@Tag("P7")
class HealthStatesIT {
  private static final String[] FREQUENT_SNAPSHOTS = {
    "--snapshot-entries=20", "--log-entries-kept=0", "--log-segment-bytes=2048"
  };

  private Path directory;
  private NodeProcesses nodes;

  @BeforeEach
  void prepare() throws IOException {
    directory = NodeProcesses.directory("health");
  }

  @AfterEach
  void stop() {
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  void oneOfThreeIsNotReadyUntilAnotherComesAndAllAreOnceAllAreThere() throws Exception {
    nodes = new NodeProcesses(directory, NodeProcesses.NO_ENVIRONMENT);
    nodes.start("n1");
    awaitReason("n1", "no leader is known");
    awaitLiveButNotServing("n1");

    nodes.start("n2");
    awaitServing("n1");
    awaitServing("n2");
    nodes.start("n3");
    awaitServing("n3");
  }

  @Test
  void aNodeWhoseDiskIsLowIsNotReadyAndTheClusterGoesOn() throws Exception {
    nodes = new NodeProcesses(directory, NodeProcesses.NO_ENVIRONMENT);
    nodes.start("n1");
    nodes.start("n2");
    nodes.start("n3", "--disk-free-percent-min=100", "--disk-free-bytes-min=" + Long.MAX_VALUE);

    awaitReason("n3", "the disk is nearly full");
    awaitLiveButNotServing("n3");
    awaitServing("n1");
    nodes.awaitAdded("n1", "without-room");
    nodes.awaitAdded("n3", "through-the-node-without-room");
  }

  @Test
  void aNewLeaderIsNotReadyBeforeItHasAppliedAnEntryOfItsOwnTerm() throws Exception {
    FaultyDisk disk = FaultyDisk.in(directory);
    disk.concern("/current/log_");
    nodes = new NodeProcesses(directory, disk::environment);
    nodes.startAll();
    nodes.awaitAdded("n1", "first");
    String leader = nodes.leader();
    List<String> others = NodeProcesses.IDS.stream().filter(id -> !id.equals(leader)).toList();
    for (String other : others) {
      disk.slow(other);
    }

    nodes.process(leader).destroyForcibly();

    await()
        .atMost(NodeProcesses.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                nodes.readyReasons(others.get(0)).contains("elected, but")
                    || nodes.readyReasons(others.get(1)).contains("elected, but"));
    for (String other : others) {
      disk.heal(other);
    }
    awaitServing(others.get(0));
    awaitServing(others.get(1));
  }

  @Test
  void aNodeThatInstallsASnapshotIsNotReadyUntilItHasIt() throws Exception {
    FaultyDisk disk = FaultyDisk.in(directory);
    disk.concern("/sm/");
    nodes = new NodeProcesses(directory, disk::environment, FREQUENT_SNAPSHOTS);
    nodes.start("n1");
    nodes.start("n2");
    for (int i = 0; !isPurged(); i++) {
      nodes.awaitAdded("n1", "before-" + i);
    }
    disk.slow("n3");

    nodes.start("n3");

    awaitReason("n3", "a snapshot is being installed");
    awaitLiveButNotServing("n3");
    disk.heal("n3");
    awaitServing("n3");
  }

  @Test
  void aNodeWhoseEngineIsGoneEndsAndTheClusterGoesOn() throws Exception {
    nodes = new NodeProcesses(directory, NodeProcesses.NO_ENVIRONMENT);
    nodes.startAll();
    nodes.awaitAdded("n1", "before");

    takeTheEngineFrom("n3");

    assertThat(nodes.process("n3").waitFor(NodeProcesses.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isTrue();
    assertThat(nodes.process("n3").exitValue()).isEqualTo(ExitCode.ENGINE.number());
    nodes.awaitAdded("n1", "after");
  }

  /** The engine's own administration ends it, and nobody tells the rest of the node. */
  private void takeTheEngineFrom(String node) throws IOException {
    RaftPeer peer = RaftPeer.newBuilder().setId(node).setAddress(nodes.engineAddress(node)).build();
    try (RaftClient client =
        RaftClient.newBuilder()
            .setProperties(new RaftProperties())
            .setRaftGroup(RaftGroup.valueOf(RaftGroupId.randomId(), peer))
            .setRetryPolicy(RetryPolicies.noRetry())
            .build()) {
      GroupManagementApi groups = client.getGroupManagementApi(peer.getId());
      RaftGroupId group = groups.list().getGroupIds().get(0);
      assertThatThrownBy(() -> groups.remove(group, false, false))
          .as("a node that ended before it could answer")
          .isInstanceOf(IOException.class);
    }
  }

  /** Whether a new node can only be brought up by a snapshot. */
  private boolean isPurged() throws IOException {
    for (String node : List.of("n1", "n2")) {
      try (Stream<Path> files = Files.walk(directory.resolve(node).resolve("raft"))) {
        List<String> names = files.map(file -> file.getFileName().toString()).toList();
        if (!names.contains("READY")
            || names.stream().anyMatch(name -> name.matches("log_(inprogress_)?0(-.*)?"))) {
          return false;
        }
      } catch (NoSuchFileException | UncheckedIOException movedMeanwhile) {
        return false;
      }
    }
    return true;
  }

  private void awaitReason(String node, String reason) {
    await()
        .atMost(NodeProcesses.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> nodes.readyReasons(node), reasons -> reasons.contains(reason));
  }

  /** HTTP answers first, gRPC once the engine has started. */
  private void awaitLiveButNotServing(String node) {
    NodeProcesses.HealthAnswers health =
        await()
            .atMost(NodeProcesses.PATIENCE)
            .ignoreException(StatusRuntimeException.class)
            .until(() -> nodes.health(node), answers -> true);
    assertThat(health.grpc()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health.live().statusCode()).isEqualTo(200);
    assertThat(health.ready().statusCode()).isEqualTo(503);
  }

  private void awaitServing(String node) {
    await()
        .atMost(NodeProcesses.PATIENCE)
        .ignoreExceptions()
        .until(
            () -> nodes.health(node),
            health -> health.ready().statusCode() == 200 && health.grpc() == ServingStatus.SERVING);
  }
}
