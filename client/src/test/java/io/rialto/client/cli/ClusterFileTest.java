package io.rialto.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFileTest {

  private static final ClusterFile CLUSTER =
      new ClusterFile(
          "demo",
          "/data",
          List.of(
              new ClusterFile.Node("n1", "127.0.0.1:7101", "127.0.0.1:7001", 11, "n1.log", "n1"),
              new ClusterFile.Node("n2", "127.0.0.1:7102", "127.0.0.1:7002", 12, "n2.log", "n2")),
          new ClusterFile.Service("127.0.0.1:7200", 13, "proxy.log", "proxy"),
          new ClusterFile.Service("127.0.0.1:4444", 14, "simulator.log", null));

  @TempDir Path root;

  @Test
  void whatIsSavedIsLoaded() throws IOException {
    Path directory = root.resolve("deep").resolve("cluster");
    CLUSTER.save(directory);
    assertThat(ClusterFile.load(directory)).isEqualTo(CLUSTER);
    assertThat(ClusterFile.load(directory).endpoints())
        .containsExactly("127.0.0.1:7001", "127.0.0.1:7002");
    assertThat(Files.readString(directory.resolve("cluster.json"))).doesNotContain("null");
  }

  @Test
  void aFieldOfANewerVersionIsPassedOver() throws IOException {
    Files.writeString(
        root.resolve("cluster.json"),
        "{\"clusterId\":\"c\",\"colour\":\"red\",\"nodes\":[{\"id\":\"n1\",\"endpoint\":\"h:1\",\"x\":1}]}");
    assertThat(ClusterFile.load(root).endpoints()).containsExactly("h:1");
  }

  @Test
  void theCurrentClusterIsTheOneMadeCurrentLast() throws IOException {
    Path directory = root.resolve("elsewhere");
    CLUSTER.save(directory);
    ClusterFile.makeCurrent(root, root.resolve("other"));
    ClusterFile.makeCurrent(root, directory);
    assertThat(ClusterFile.current(root)).isEqualTo(CLUSTER);
    ClusterFile.forgetCurrent(root, root.resolve("other"));
    assertThat(ClusterFile.currentDirectory(root)).isEqualTo(directory.toAbsolutePath());
    ClusterFile.forgetCurrent(root, directory);
    assertThatIOException()
        .isThrownBy(() -> ClusterFile.current(root))
        .withMessageContaining("./rialto cluster up");
  }

  @Test
  void aMissingOrDamagedFileIsNamed() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> ClusterFile.load(root))
        .withMessageContaining(root.toString());
    Files.writeString(root.resolve("cluster.json"), "{\"nodes\":[");
    assertThatIOException()
        .isThrownBy(() -> ClusterFile.load(root))
        .withMessageContaining("is damaged");
    Files.writeString(root.resolve("cluster.json"), "{}");
    assertThatIOException()
        .isThrownBy(() -> ClusterFile.load(root))
        .withMessageContaining("at least one node");
  }

  @Test
  void aNodeIsFoundAndReplacedByItsId() {
    ClusterFile restarted = CLUSTER.withNode(CLUSTER.node("n2").withProcessId(99));
    assertThat(restarted.node("n2").processId()).isEqualTo(99);
    assertThat(restarted.node("n1")).isEqualTo(CLUSTER.node("n1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CLUSTER.node("n7"))
        .withMessageContaining("n7")
        .withMessageContaining("n1, n2");
  }
}
