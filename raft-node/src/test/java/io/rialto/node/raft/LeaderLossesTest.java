package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.ops.Limits;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaderLossesTest {
  private static final long NOW = 1_000;
  private static final long FRESH =
      NOW + TimeUnit.MILLISECONDS.toNanos(Limits.LEADER_LOSS_MILLIS_MAX);

  private final LeaderLosses ofThree = new LeaderLosses(Set.of("n1", "n2", "n3"));

  private static LeaderLoss loss(String node, long lastIndex) {
    return new LeaderLoss(node, "leader", 7, 7, lastIndex, 5);
  }

  @Test
  void aNodeThatAloneHasLostItsLeaderCallsNothing() {
    assertThat(ofThree.fallsTo(loss("n1", 10), NOW)).isFalse();
    ofThree.heard(loss("n1", 10), NOW);
    assertThat(ofThree.fallsTo(loss("n1", 10), NOW)).isFalse();
  }

  @Test
  void ofTwoThatLostItTheOneWithMoreLogCalls() {
    ofThree.heard(loss("n1", 10), NOW);
    assertThat(ofThree.fallsTo(loss("n2", 11), NOW)).isTrue();
    assertThat(ofThree.fallsTo(loss("n2", 9), NOW)).isFalse();
  }

  @Test
  void aLaterTermCountsMoreThanAnyIndex() {
    ofThree.heard(new LeaderLoss("n1", "leader", 7, 6, 99, 99), NOW);
    assertThat(ofThree.fallsTo(loss("n2", 11), NOW)).isTrue();
  }

  @Test
  void withEqualLogsExactlyOneCalls() {
    LeaderLosses othersView = new LeaderLosses(Set.of("n1", "n2", "n3"));
    ofThree.heard(loss("n1", 10), NOW);
    othersView.heard(loss("n2", 10), NOW);
    assertThat(ofThree.fallsTo(loss("n2", 10), NOW)).isFalse();
    assertThat(othersView.fallsTo(loss("n1", 10), NOW)).isTrue();
  }

  @Test
  void withEqualLogsTheOneThatHasAppliedMoreCalls() {
    ofThree.heard(new LeaderLoss("n1", "leader", 7, 7, 10, 6), NOW);
    assertThat(ofThree.fallsTo(new LeaderLoss("n2", "leader", 7, 7, 10, 7), NOW)).isTrue();
    assertThat(ofThree.fallsTo(new LeaderLoss("n2", "leader", 7, 7, 10, 5), NOW)).isFalse();
  }

  @Test
  void aLossInAnotherTermOrOfAnotherLeaderDoesNotCount() {
    ofThree.heard(new LeaderLoss("n1", "leader", 6, 6, 5, 5), NOW);
    assertThat(ofThree.fallsTo(loss("n2", 11), NOW)).isFalse();
    ofThree.heard(new LeaderLoss("n1", "other", 7, 7, 5, 5), NOW);
    assertThat(ofThree.fallsTo(loss("n2", 11), NOW)).isFalse();
  }

  @Test
  void aLossOfLongAgoDoesNotCount() {
    ofThree.heard(loss("n1", 10), NOW);
    assertThat(ofThree.fallsTo(loss("n2", 11), FRESH)).isTrue();
    assertThat(ofThree.fallsTo(loss("n2", 11), FRESH + 1)).isFalse();
  }

  @Test
  void whatAStrangerSaysDoesNotCount() {
    ofThree.heard(loss("stranger", 5), NOW);
    assertThat(ofThree.fallsTo(loss("n2", 11), NOW)).isFalse();
  }

  @Test
  void ofFiveNodesThreeMustHaveLostIt() {
    LeaderLosses ofFive = new LeaderLosses(Set.of("n1", "n2", "n3", "n4", "n5"));
    ofFive.heard(loss("n1", 10), NOW);
    assertThat(ofFive.fallsTo(loss("n2", 11), NOW)).isFalse();
    ofFive.heard(loss("n3", 10), NOW);
    assertThat(ofFive.fallsTo(loss("n2", 11), NOW)).isTrue();
  }
}
