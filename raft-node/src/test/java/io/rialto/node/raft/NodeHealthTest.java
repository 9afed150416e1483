package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.node.ops.Health;
import io.rialto.node.ops.HealthServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.ratis.util.ExitUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor sees over HTTP, of states as such and of a real cluster. */
class NodeHealthTest {
  private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir Path directory;

  @BeforeAll
  static void neverExitTheTest() {
    ExitUtils.disableSystemExit();
  }

  @Test
  void eachStateIsToldWithItsReasons() throws Exception {
    AtomicReference<Health> health = new AtomicReference<>(new Health(List.of(), List.of()));
    try (HealthServer server = new HealthServer(ANY_PORT, health::get)) {
      assertThat(get(server, "live").body()).isEqualTo("{\"live\":true,\"reasons\":[]}\n");
      assertThat(get(server, "ready").statusCode()).isEqualTo(200);

      health.set(health.get().andNotReady("the \"disk\" is full").andNotReady(null));
      assertThat(get(server, "live").statusCode()).isEqualTo(200);
      assertThat(get(server, "ready").statusCode()).isEqualTo(503);
      assertThat(get(server, "ready").body())
          .isEqualTo("{\"ready\":false,\"reasons\":[\"the  disk  is full\"]}\n");

      health.set(new Health(List.of("the engine is CLOSED"), List.of()));
      assertThat(get(server, "live").statusCode()).isEqualTo(503);
      assertThat(get(server, "ready").body()).contains("the engine is CLOSED");
    }
  }

  @Test
  void theLastOfThreeIsNotReadyWithinSecondsButLives() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      String last = cluster.leader();
      String first = cluster.follower();
      String third = other(first, last);
      AtomicReference<RaftNode> node = new AtomicReference<>(cluster.node(last));
      Supplier<Health> health = () -> node.get().health();
      try (HealthServer server = new HealthServer(ANY_PORT, health)) {
        awaitReady(cluster, server);
        node.set(cluster.node(first));
        awaitReady(cluster, server);
        node.set(cluster.node(last));

        RaftNode stopped = cluster.node(first);
        cluster.stop(first);
        assertThat(stopped.health().notReady()).containsExactly("stopping");
        cluster.add("alice", "two-of-three");
        assertThat(get(server, "ready").statusCode()).isEqualTo(200);
        cluster.stop(third);

        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> get(server, "ready").statusCode() == 503);
        assertThat(get(server, "ready").body())
            .containsAnyOf("no leader is known", "has applied nothing for");
        assertThat(get(server, "live").statusCode()).isEqualTo(200);

        cluster.start(first);
        awaitReady(cluster, server);
      }
      assertThat(cluster.halts()).isEmpty();
    }
  }

  private static String other(String one, String two) {
    return Stream.of("n1", "n2", "n3")
        .filter(id -> !id.equals(one) && !id.equals(two))
        .findAny()
        .orElseThrow();
  }

  private void awaitReady(InProcessCluster cluster, HealthServer server) {
    await()
        .atMost(InProcessCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              cluster.tick();
              return get(server, "ready").statusCode() == 200;
            });
  }

  private HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/" + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
