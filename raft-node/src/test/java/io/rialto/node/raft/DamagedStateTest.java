package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import io.rialto.node.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ratis.util.ExitUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages a follower's files, sees it refuse or halt, and brings it back as the runbook says. */
@Tag("P7")
class DamagedStateTest {
  private static final RaftSettings FREQUENT_SNAPSHOTS =
      new RaftSettings(
          Duration.ofMillis(800),
          Duration.ofMillis(1600),
          0,
          2_048,
          UpkeepSettings.standard().withSnapshotEntries(20));

  @TempDir Path directory;

  @BeforeAll
  static void neverExitTheTest() {
    ExitUtils.disableSystemExit();
  }

  @Test
  void aDamagedSnapshotIsRefusedAndTheRunbookBringsTheNodeBack() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, FREQUENT_SNAPSHOTS)) {
      addMany(cluster);
      String damaged = cluster.follower();
      cluster.stop(damaged);
      Path manifest = files(cluster.directoryOf(damaged).resolve("raft"), "MANIFEST").get(0);
      Files.write(manifest, new byte[10]);

      assertThatThrownBy(() -> cluster.start(damaged)).hasMessageContaining("is damaged");
      assertThat(cluster.halts())
          .allMatch(halt -> halt.startsWith(damaged))
          .anyMatch(halt -> halt.contains("SNAPSHOT") && halt.contains("--bootstrap"));

      bringBack(cluster, damaged);
    }
  }

  @Test
  void aDamagedTableHaltsTheNodeBeforeItAnswersFromItAndTheRunbookBringsItBack() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, FREQUENT_SNAPSHOTS)) {
      addMany(cluster);
      String damaged = cluster.follower();
      cluster.stop(damaged);
      for (Path table : files(cluster.directoryOf(damaged).resolve("live"), ".sst")) {
        damageFirstBlock(table);
      }

      boolean started = starts(cluster, damaged);
      if (started) {
        cluster.add("alice", "meets-the-damage");
        await()
            .atMost(InProcessCluster.PATIENCE)
            .until(() -> cluster.halts().stream().anyMatch(halt -> halt.contains("STORE")));
      }
      assertThat(cluster.halts())
          .anyMatch(halt -> halt.startsWith(damaged) && halt.contains("STORE"));

      bringBack(cluster, damaged);
    }
  }

  private static boolean starts(InProcessCluster cluster, String id) {
    try {
      cluster.start(id);
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  /** The runbook: stop it, move the directory away, start it with an empty one. */
  private static void bringBack(InProcessCluster cluster, String id) throws IOException {
    cluster.stop(id);
    Directories.deleteFully(cluster.directoryOf(id));
    cluster.start(id);
    EntryResult next = cluster.add("alice", "after-the-damage");
    cluster.awaitAgreementAt(next.index());
    RaftNode leader = cluster.node(cluster.leader());
    EntryResult last = cluster.add("alice", "and-one-more");
    cluster.awaitAgreementAt(last.index());
    assertThat(cluster.node(id).hashAt(last.index())).isEqualTo(last.hash());
    assertThat(cash(cluster.node(id))).isEqualTo(cash(leader));
  }

  private static void addMany(InProcessCluster cluster) {
    EntryResult last = null;
    for (int i = 0; i < 40; i++) {
      last = cluster.add("alice", "request-" + i);
    }
    cluster.awaitAgreementAt(last.index());
  }

  private static void damageFirstBlock(Path table) throws IOException {
    byte[] bytes = Files.readAllBytes(table);
    for (int i = 5; i < Math.min(bytes.length / 4, 60); i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(table, bytes);
  }

  private static List<Path> files(Path directory, String part) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.getFileName().toString().contains(part)).toList();
    }
  }

  private static long cash(RaftNode node) {
    try (StateView view = node.view()) {
      return AccountReader.summary(view, "alice").cashCents();
    }
  }
}
