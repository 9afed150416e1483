package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.ops.DivergedMark;
import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import io.rialto.node.store.Directories;
import io.rialto.proto.log.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ratis.grpc.server.GrpcLogAppender;
import org.apache.ratis.util.ExitUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real engines on loopback; each test starts its own, because each of them stops some. */
class RaftNodeTest {
  /** Snapshots often, and keeps no log behind them: a node that was away needs one. */
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

  @Tag("P3")
  @Test
  void everyNodeHasTheSameHashAfterEachEntry() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      EntryResult last = null;
      for (int i = 0; i < 20; i++) {
        last = cluster.add("alice", "request-" + i);
        long index = last.index();
        cluster.awaitAgreementAt(index);
        for (RaftNode node : cluster.running()) {
          assertThat(node.hashAt(index)).isEqualTo(last.hash());
        }
      }
      assertThat(last.results()).hasSize(1);
      assertThat(cluster.halts()).isEmpty();
    }
  }

  @Tag("P1")
  @Tag("P2")
  @Test
  void leadershipGoesToTheNodeThatIsNamedAndOnlyTheLeaderCanHandItOver() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      cluster.awaitAgreementAt(cluster.add("alice", "before").index());
      String heir = cluster.follower();

      cluster.node(cluster.leader()).transferLeadership(heir).get(20, TimeUnit.SECONDS);

      assertThat(cluster.leader()).isEqualTo(heir);
      RaftNode follower = cluster.node(cluster.follower());
      assertThatThrownBy(() -> follower.transferLeadership(heir).get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      cluster.add("alice", "after");
      assertThat(cluster.halts()).isEmpty();
    }
  }

  @Test
  void aSnapshotIsTakenWhenItIsOrderedThoughNoneIsDue() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      long applied = cluster.add("alice", "one").index();
      cluster.awaitAgreementAt(applied);
      for (RaftNode node : cluster.running()) {
        long index = node.takeSnapshot().get(20, TimeUnit.SECONDS);

        assertThat(index).isGreaterThanOrEqualTo(applied);
        assertThat(node.status().snapshotIndex()).isEqualTo(index);
        assertThat(node.snapshotFigures().taken()).isEqualTo(1);
      }
    }
  }

  @Test
  void anAcknowledgedCommandSurvivesItsLeaderAndIsAppliedOnceWhenSentAgain() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      cluster.add("alice", "first");
      String deposed = cluster.leader();
      cluster.stop(deposed);

      EntryResult again = cluster.add("alice", "first");
      assertThat(again.results().get(0).duplicate()).isTrue();
      assertThat(cluster.leader()).isNotEqualTo(deposed);
      assertThat(cash(cluster.node(cluster.leader()), "alice")).isEqualTo(100);

      cluster.start(deposed);
      EntryResult second = cluster.add("alice", "second");
      cluster.awaitAgreementAt(second.index());
      assertThat(cash(cluster.node(deposed), "alice")).isEqualTo(200);
      assertThat(cluster.halts()).isEmpty();
    }
  }

  @Test
  void aNodeThatIsNoLeaderSaysThatTheEntryIsNotInTheLog() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      RaftNode follower = cluster.node(cluster.follower());

      assertThatThrownBy(() -> follower.submit(LogEntry.getDefaultInstance()).get())
          .hasCauseInstanceOf(NotReplicatedException.class)
          .cause()
          .satisfies(e -> assertThat(((NotReplicatedException) e).mayStillApply()).isFalse());
    }
  }

  @Test
  void aLeaderThatStepsDownIsFollowedByATermThatTakesEntries() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      cluster.add("alice", "first");
      RaftNode leader = cluster.node(cluster.leader());
      long term = leader.leadership().term();

      leader.stepDown();

      await()
          .atMost(InProcessCluster.PATIENCE)
          .until(() -> cluster.node(cluster.leader()).leadership().term() > term);
      EntryResult second = cluster.add("alice", "second");
      cluster.awaitAgreementAt(second.index());
      assertThat(cash(leader, "alice")).isEqualTo(200);
      assertThat(cluster.halts()).isEmpty();
    }
  }

  @Tag("P3")
  @Test
  void aReplicaThatDiffersFromTheOthersFindsOutHaltsAndIsMarked() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, RaftSettings.standard())) {
      EntryResult sound = cluster.add("alice", "sound");
      cluster.awaitAgreementAt(sound.index());
      cluster.reportHashes(sound.index());
      assertThat(cluster.halts()).isEmpty();

      String corrupted = cluster.follower();
      cluster.corrupt(corrupted);
      EntryResult differs = cluster.add("alice", "differs");
      cluster.awaitAgreementAt(differs.index());
      cluster.reportHashes(differs.index());

      assertThat(cluster.halts()).singleElement().asString().startsWith(corrupted + ": DIVERGED");
      assertThat(new DivergedMark(cluster.directoryOf(corrupted)).reason())
          .contains("after entry " + differs.index());
    }
  }

  @Tag("P1")
  @Tag("P3")
  @Test
  void allNodesRestartFromTheirDisksWithTheSameState() throws Exception {
    AppliedMark before;
    try (InProcessCluster cluster = new InProcessCluster(directory, FREQUENT_SNAPSHOTS)) {
      for (int i = 0; i < 50; i++) {
        cluster.add("alice", "request-" + i);
      }
      before = cluster.node(cluster.leader()).withMachine(TradingMachine::applied);
    }
    try (InProcessCluster cluster = new InProcessCluster(directory, FREQUENT_SNAPSHOTS)) {
      EntryResult next = cluster.add("alice", "request-50");
      assertThat(next.index()).isGreaterThan(before.index());
      assertThat(cash(cluster.node(cluster.leader()), "alice")).isEqualTo(5_100);
      assertThat(cluster.halts()).isEmpty();
    }
  }

  @Tag("P1")
  @Tag("P3")
  @Test
  void aNodeThatWasAwayTooLongForTheLogIsBroughtUpByASnapshot() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, FREQUENT_SNAPSHOTS)) {
      cluster.add("alice", "before");
      String away = cluster.follower();
      cluster.stop(away);
      EntryResult last = addUntilPurged(cluster);
      assertNobodySendsASnapshot();

      cluster.start(away);
      cluster.awaitAgreementAt(last.index());

      assertInstalledSnapshot(cluster, away);
      assertSameState(cluster, away);
    }
  }

  @Tag("P1")
  @Tag("P3")
  @Test
  void aBlankNodeIsBroughtUpByTheLeadersSnapshot() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, FREQUENT_SNAPSHOTS)) {
      cluster.add("alice", "before");
      String blank = cluster.follower();
      cluster.stop(blank);
      EntryResult last = addUntilPurged(cluster);
      Directories.deleteFully(cluster.directoryOf(blank));

      cluster.start(blank);
      cluster.awaitAgreementAt(last.index());

      assertInstalledSnapshot(cluster, blank);
      assertSameState(cluster, blank);
      // What was installed is a snapshot like any other: the node restarts from it.
      cluster.stop(blank);
      cluster.start(blank);
      EntryResult next = cluster.add("alice", "after-restart");
      cluster.awaitAgreementAt(next.index());
      assertSameState(cluster, blank);
    }
  }

  /** The log waits for a while for a node that has just gone. */
  private static EntryResult addUntilPurged(InProcessCluster cluster) throws Exception {
    RaftNode leader = cluster.node(cluster.leader());
    EntryResult last = null;
    for (int i = 0; leader.status().logStartIndex() <= 100; i++) {
      last = cluster.add("alice", "while-away-" + i);
      assertThat(i).as("entries before the log is purged").isLessThan(20_000);
    }
    return last;
  }

  /** To a node that does not answer it would wait for chunks to time out, and say nothing else. */
  private static void assertNobodySendsASnapshot() {
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Thread.getAllStackTraces().values().stream()
                    .flatMap(Stream::of)
                    .noneMatch(
                        frame ->
                            frame.getClassName().equals(GrpcLogAppender.class.getName())
                                && frame.getMethodName().equals("installSnapshot")));
  }

  private static void assertInstalledSnapshot(InProcessCluster cluster, String id)
      throws IOException {
    try (Stream<Path> files = Files.walk(cluster.directoryOf(id).resolve("raft"))) {
      assertThat(files)
          .as("the engine leaves a digest beside each file that a leader sent")
          .anyMatch(file -> file.getFileName().toString().equals("CURRENT.md5"));
    }
  }

  private static void assertSameState(InProcessCluster cluster, String id) {
    RaftNode leader = cluster.node(cluster.leader());
    RaftNode node = cluster.node(id);
    AppliedMark mark = leader.withMachine(TradingMachine::applied);
    cluster.awaitAgreementAt(mark.index());
    await()
        .atMost(InProcessCluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(node.withMachine(TradingMachine::applied).hash())
                    .isEqualTo(leader.withMachine(TradingMachine::applied).hash()));
    assertThat(cash(node, "alice")).isEqualTo(cash(leader, "alice"));
    assertThat(Files.isDirectory(cluster.directoryOf(id).resolve("live"))).isTrue();
    assertThat(cluster.halts()).isEmpty();
  }

  private static long cash(RaftNode node, String user) {
    try (StateView view = node.view()) {
      return AccountReader.summary(view, user).cashCents();
    }
  }
}
