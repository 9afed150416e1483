package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rialto.chaos.BuiltPrograms;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes, a proxy and a simulated quote server in containers: killed, paused, cut apart. */
class ContainerClusterIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  private ContainerCluster cluster;
  private int added;

  /** Below target, where a failure leaves the logs. */
  @BeforeEach
  void start() throws IOException, InterruptedException {
    Optional<String> lacking = ClusterKind.CONTAINERS.lacking(BuiltPrograms.find());
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    Files.createDirectories(Path.of("target"));
    Path folder =
        Files.createTempDirectory(Path.of("target").toAbsolutePath(), "container-cluster-");
    cluster =
        ContainerCluster.create(
            new ClusterPlan(folder, folder, 3, 0, 1, true), BuiltPrograms.find(), line -> {});
    cluster.start();
  }

  @AfterEach
  void stop() throws ClusterException {
    if (cluster != null) {
      cluster.stopByForce();
    }
  }

  @Test
  void whatWasAcknowledgedSurvivesAKilledAPausedAndACutOffLeaderAndAllReplicasAgree()
      throws IOException, InterruptedException {
    List<String> endpoints = cluster.file().endpoints();
    try (RialtoClient client = RialtoClient.connect(ClientOptions.of(endpoints));
        NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      add(client);

      String killed = leader(statuses);
      cluster.kill(killed);
      assertThat(cluster.isRunning(killed)).isFalse();
      assertThat(cluster.exitCode(killed)).hasValue(KILLED);
      add(client);
      cluster.launch(killed);
      cluster.awaitReady(killed);
      assertThat(cluster.file().endpoints()).isEqualTo(endpoints);

      String paused = leader(statuses);
      cluster.pause(paused);
      assertThat(cluster.isPaused(paused)).isTrue();
      add(client);
      cluster.resume(paused);
      cluster.resume(paused);
      cluster.awaitReady(paused);

      cutTheLeaderOff(client, statuses, cluster.network().orElseThrow());

      assertThat(client.summary("alice", Consistency.STRICT).join().getSummary().getCashCents())
          .isEqualTo(100L * added);
      awaitEqualHashes(statuses);
    }
    cluster.stop();
    assertThat(cluster.nodes())
        .allSatisfy(node -> assertThat(cluster.exitCode(node)).hasValue(TERMINATED));
  }

  private void cutTheLeaderOff(RialtoClient client, NodeStatuses statuses, Network network)
      throws ClusterException, InterruptedException {
    String alone = leader(statuses);
    for (String other : cluster.nodes()) {
      if (!other.equals(alone)) {
        network.cut(alone, other);
        network.cut(other, alone);
      }
    }
    add(client);
    assertThat(leader(statuses)).isNotEqualTo(alone);
    network.heal();
    cluster.awaitReady(alone);
    String losing = leader(statuses);
    network.shape(losing, alone, Traffic.losing(0.3));
    add(client);
    network.heal();
  }

  @Test
  void aNodeWithoutItsDataDoesNotJoinSilentlyAndIsBroughtUpWhenThisIsSaid()
      throws IOException, InterruptedException {
    String victim = "n2";
    cluster.pause(victim);
    cluster.kill(victim);
    Path data = cluster.dataDirectory(victim);
    Files.move(data, data.resolveSibling("taken-away"));

    cluster.launch(victim);

    assertThatThrownBy(() -> cluster.awaitReady(victim))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("n2 ended while waiting");
    cluster.setEnvironment(victim, Map.of("A_WORD", "said"));
    cluster.launchBlank(victim);
    cluster.awaitReady(victim);
    assertThat(Path.of("/proc/" + cluster.file().node(victim).processId() + "/environ"))
        .satisfies(file -> assertThat(Files.readString(file)).contains("A_WORD=said"));
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      awaitEqualHashes(statuses);
    }
  }

  private void add(RialtoClient client) {
    Command command =
        Command.newBuilder().setKind(CommandKind.ADD).setUser("alice").setAmountCents(100).build();
    assertThat(client.execute(command).kind()).isEqualTo(CommandResult.Kind.DONE);
    added++;
  }

  private static String leader(NodeStatuses statuses) throws InterruptedException {
    return statuses.awaitReadyLeader(PATIENCE).orElseThrow();
  }

  private void awaitEqualHashes(NodeStatuses statuses) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              HashComparison hashes = statuses.compareHashes();
              return hashes.hashes().size() == cluster.nodes().size() && hashes.agrees();
            });
  }
}
