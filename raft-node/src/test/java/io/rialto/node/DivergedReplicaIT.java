package io.rialto.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.rialto.node.machine.Table;
import io.rialto.node.ops.ExitCode;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.StateStore;
import io.rialto.node.store.StoreOptions;
import io.rialto.proto.cluster.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three real processes; the database of one is changed while it is down. */
@Tag("P3")
class DivergedReplicaIT {
  private static final String CHANGED = "n3";

  private Path directory;
  private NodeProcesses nodes;

  @AfterEach
  void stop() {
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  void aReplicaWithOtherStateHaltsStaysOutAndIsBroughtBackByTheOthers() throws Exception {
    directory = NodeProcesses.directory("diverged");
    nodes = new NodeProcesses(directory, NodeProcesses.NO_ENVIRONMENT);
    nodes.startAll();
    nodes.awaitAdded("n1", "first");
    awaitSameHash();
    endBySignal(nodes.process(CHANGED));

    changeAnAccount();
    nodes.start(CHANGED);
    nodes.awaitAdded("n1", "meets-the-change");

    Process halted = nodes.process(CHANGED);
    assertThat(halted.waitFor(60, TimeUnit.SECONDS)).as("halts").isTrue();
    assertThat(halted.exitValue())
        .as(Files.readString(nodes.log(CHANGED)))
        .isEqualTo(ExitCode.DIVERGED.number());
    nodes.awaitAdded("n1", "without-it");

    nodes.start(CHANGED);
    Process again = nodes.process(CHANGED);
    assertThat(again.waitFor(60, TimeUnit.SECONDS)).as("stays out").isTrue();
    assertThat(again.exitValue()).isEqualTo(ExitCode.DIVERGED.number());

    Files.move(directory.resolve(CHANGED), directory.resolve("kept"));
    nodes.start(CHANGED);
    nodes.awaitAdded(CHANGED, "back");
    awaitSameHash();
  }

  private static void endBySignal(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends by SIGTERM").isTrue();
  }

  /** What no entry of the log has done: the account's row gets another byte. */
  private void changeAnAccount() throws IOException {
    Path live;
    try (Stream<Path> groups = Files.list(directory.resolve(CHANGED).resolve("live"))) {
      live = new LiveDirectory(groups.findAny().orElseThrow()).current();
    }
    try (StateStore store = StateStore.open(live, StoreOptions.standard())) {
      List<byte[]> changed = new ArrayList<>();
      store
          .reader()
          .scan(
              Table.ACCOUNTS,
              new byte[0],
              null,
              (key, value) -> {
                byte[] other = value.clone();
                other[0] ^= 1;
                changed.add(key.clone());
                changed.add(other);
                return false;
              });
      store.write(writer -> writer.write(Table.ACCOUNTS, changed.get(0), changed.get(1)));
      store.flush();
    }
  }

  private void awaitSameHash() {
    await()
        .atMost(NodeProcesses.PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              List<NodeStatus> statuses = NodeProcesses.IDS.stream().map(nodes::status).toList();
              List<ByteString> hashes = statuses.stream().map(NodeStatus::getHash).toList();
              return statuses.stream().map(NodeStatus::getAppliedLogIndex).distinct().count() == 1
                  && hashes.stream().distinct().count() == 1;
            });
  }
}
