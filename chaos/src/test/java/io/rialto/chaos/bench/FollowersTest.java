package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.SnapshotFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of how nodes follow. */
class FollowersTest {
  private final Followers followers = new Followers();

  private static NodeStatus node(long applied, long snapshots) {
    return NodeStatus.newBuilder()
        .setAppliedLogIndex(applied)
        .setSnapshots(SnapshotFigures.newBuilder().setTaken(snapshots))
        .build();
  }

  @Test
  void theWorstLagIsKeptAndTheLatestSnapshots() {
    followers.looked(List.of(node(100, 1), node(70, 0), node(95, 1)));
    followers.looked(List.of(node(200, 3), node(199, 2), node(198, 4)));
    assertThat(followers.lagEntriesMax()).isEqualTo(30);
    assertThat(followers.snapshotsMin()).isEqualTo(2);
  }

  @Test
  void nobodyLagsWhereNobodyAnswers() {
    followers.looked(List.of());
    assertThat(followers.lagEntriesMax()).isZero();
  }
}
