package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.node.raft.RaftSettings.UpkeepSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.ratis.util.ExitUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real engines whose own timeouts are far too long for what is awaited here. */
class EarlyElectionTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** An election by timeout cannot be done by then, one after a lost connection easily. */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final RaftSettings PATIENT =
      new RaftSettings(
          TIMEOUT, TIMEOUT.multipliedBy(2), 20_000, 8 << 20, UpkeepSettings.standard());

  @TempDir Path directory;

  @BeforeAll
  static void neverExitTheTest() {
    ExitUtils.disableSystemExit();
  }

  @Test
  void aLeaderWhoseConnectionsEndHasASuccessorLongBeforeTheTimeout() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, PATIENT)) {
      cluster.awaitAgreementAt(cluster.add("alice", "first").index());
      String first = cluster.leader();
      long term = cluster.node(first).leadership().term();

      cluster.stop(first);

      await()
          .atMost(SOON)
          .until(() -> cluster.running().stream().anyMatch(node -> node.leadership().leading()));
      RaftNode successor = cluster.node(cluster.leader());
      assertThat(successor.leadership().term()).isEqualTo(term + 1);
      Succession succession = successor.succession();
      assertThat(succession.lostMillis()).isPositive();
      assertThat(succession.electedMillis()).isGreaterThanOrEqualTo(succession.lostMillis());
      assertThat(succession.readyMillis()).isGreaterThanOrEqualTo(succession.electedMillis());
      cluster.add("alice", "second");
      assertThat(cluster.halts()).isEmpty();
    }
  }

  @Test
  void aFollowerThatLeavesCausesNoElection() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, PATIENT)) {
      cluster.awaitAgreementAt(cluster.add("alice", "first").index());
      Leadership before = cluster.node(cluster.leader()).leadership();

      cluster.stop(cluster.follower());

      cluster.add("alice", "second");
      assertThat(cluster.node(cluster.leader()).leadership()).isEqualTo(before);
      assertThat(cluster.halts()).isEmpty();
    }
  }

  @Test
  void aLossThatOnlyOthersClaimDeposesNobody() throws Exception {
    try (InProcessCluster cluster = new InProcessCluster(directory, PATIENT)) {
      cluster.awaitAgreementAt(cluster.add("alice", "first").index());
      Leadership before = cluster.node(cluster.leader()).leadership();
      RaftNode follower = cluster.node(cluster.follower());

      for (String liar : cluster.ids()) {
        follower.leaderLostBy(
            new LeaderLoss(liar, before.leaderId(), before.term(), before.term(), 0, 0));
      }

      cluster.awaitAgreementAt(cluster.add("alice", "second").index());
      assertThat(cluster.node(cluster.leader()).leadership()).isEqualTo(before);
      assertThat(follower.leadership().leaderId()).isEqualTo(before.leaderId());
      assertThat(cluster.halts()).isEmpty();
    }
  }
}
