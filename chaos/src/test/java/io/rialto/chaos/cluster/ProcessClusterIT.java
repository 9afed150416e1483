package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three node processes, a proxy and a simulated quote server: started, killed, paused, stopped. */
class ProcessClusterIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private Path folder;
  private ProcessCluster cluster;

  /** Below target, where a failure leaves the logs. */
  @BeforeEach
  void start() throws IOException, InterruptedException {
    Files.createDirectories(Path.of("target"));
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "process-cluster-");
    cluster =
        ProcessCluster.create(
            new ClusterPlan(folder, folder, 3, 0, 1, true), BuiltPrograms.find(), line -> {});
    cluster.start();
  }

  @AfterEach
  void stop() throws ClusterException {
    cluster.stopByForce();
  }

  @Tag("P1")
  @Test
  void anAcknowledgedCommandSurvivesTheLeadersDeathAndAStopOfAll()
      throws IOException, InterruptedException {
    assertThat(cluster.running())
        .containsExactly("n1", "n2", "n3", "quote-proxy", "quote-simulator");
    try (RialtoClient client = connect()) {
      assertThat(client.execute(add()).kind()).isEqualTo(CommandResult.Kind.DONE);

      String leader = NodeChoice.resolve("leader", cluster);
      cluster.kill(leader);
      assertThat(cluster.isRunning(leader)).isFalse();
      assertThatThrownBy(() -> cluster.kill(leader)).hasMessage(leader + " is not running");
      assertThat(client.execute(add()).kind()).isEqualTo(CommandResult.Kind.DONE);
      assertThat(ClusterReport.of(cluster).isHealthy()).isFalse();

      cluster.launch(leader);
      cluster.awaitReady(leader);
      awaitHealthy();
    }

    List<String> before = cluster.file().endpoints();
    cluster.stop();
    assertThat(cluster.running()).isEmpty();

    cluster = ProcessCluster.open(folder, BuiltPrograms.find(), line -> {});
    cluster.start();
    assertThat(cluster.file().endpoints()).isEqualTo(before);
    try (RialtoClient client = connect()) {
      assertThat(client.summary("alice", Consistency.STRICT).join().getSummary().getCashCents())
          .isEqualTo(20_000);
    }
  }

  @Tag("P4")
  @Test
  void aPausedLeaderIsReplacedAndFollowsWhenItGoesOn() throws IOException, InterruptedException {
    String paused = NodeChoice.resolve("leader", cluster);
    cluster.pause(paused);
    await().atMost(PATIENCE).until(() -> cluster.isPaused(paused));
    try (RialtoClient client = connect()) {
      assertThat(client.execute(add()).kind()).isEqualTo(CommandResult.Kind.DONE);
    }
    assertThat(NodeChoice.resolve("leader", cluster)).isNotEqualTo(paused);

    cluster.resume(paused);

    awaitHealthy();
  }

  @Tag("P7")
  @Test
  void aNodeWithoutItsDataDoesNotJoinSilently() throws IOException {
    String victim = "n2";
    cluster.kill(victim);
    Path data = Path.of(cluster.file().node(victim).data());
    Files.move(data, data.resolveSibling("taken-away"));

    cluster.launch(victim);

    assertThatThrownBy(() -> cluster.awaitReady(victim))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("n2 ended while waiting")
        .hasMessageContaining("exit code 20 (IDENTITY)");
  }

  @Test
  void dataOfAnotherClusterIsNotTakenOver() {
    Path elsewhere = folder.resolve("elsewhere");

    assertThatThrownBy(
            () ->
                ProcessCluster.create(
                    new ClusterPlan(elsewhere, folder, 3, 0, 1, false),
                    BuiltPrograms.find(),
                    line -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("holds the data of another cluster");
  }

  private void awaitHealthy() {
    await().atMost(PATIENCE).until(() -> ClusterReport.of(cluster).isHealthy());
  }

  private RialtoClient connect() {
    return RialtoClient.connect(ClientOptions.of(cluster.file().endpoints()));
  }

  private static Command add() {
    return Command.newBuilder()
        .setKind(CommandKind.ADD)
        .setUser("alice")
        .setAmountCents(10_000)
        .build();
  }
}
