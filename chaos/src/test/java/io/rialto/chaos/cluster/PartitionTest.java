package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartitionTest {

  private static final List<String> THREE = List.of("n1", "n2", "n3");
  private static final List<String> FIVE = List.of("n1", "n2", "n3", "n4", "n5");

  @Test
  void aNodeAloneIsCutOffInBothDirections() {
    assertCuts(Partition.alone(THREE, "n2"), "n2->n1", "n2->n3", "n1->n2", "n3->n2");
  }

  @Test
  void aMinorityKeepsTheWaysAmongItself() {
    Set<Way> cuts = Partition.apart(FIVE, List.of("n1", "n4")).cuts();

    assertThat(cuts).hasSize(2 * 2 * 3);
    assertThat(cuts).doesNotContain(new Way("n1", "n4"), new Way("n2", "n3"));
    assertThat(cuts).contains(new Way("n1", "n5"), new Way("n5", "n1"));
  }

  @Test
  void aMuteNodeStillHears() {
    assertCuts(Partition.mute(THREE, "n1"), "n1->n2", "n1->n3");
  }

  @Test
  void aDeafNodeIsStillHeard() {
    assertCuts(Partition.deaf(THREE, "n1"), "n2->n1", "n3->n1");
  }

  @Test
  void aBridgeOfThreeSeesTwoThatDoNotSeeEachOther() {
    assertCuts(Partition.bridge(THREE, "n2"), "n1->n3", "n3->n1");
  }

  @Test
  void aBridgeOfFiveIsPartOfTwoMajorities() {
    Set<Way> cuts = Partition.bridge(FIVE, "n3").cuts();

    assertCuts(
        new Partition(cuts),
        "n1->n4",
        "n1->n5",
        "n2->n4",
        "n2->n5",
        "n4->n1",
        "n5->n1",
        "n4->n2",
        "n5->n2");
  }

  @Test
  void aBridgeOfFourLeavesTheSmallerHalfAlone() {
    assertCuts(
        Partition.bridge(List.of("n4", "n3", "n2", "n1"), "n4"),
        "n1->n2",
        "n1->n3",
        "n2->n1",
        "n3->n1");
  }

  @Test
  void whatIsNoNodeIsRefused() {
    assertThatThrownBy(() -> Partition.alone(THREE, "n4")).hasMessageContaining("n4");
    assertThatThrownBy(() -> Partition.apart(THREE, List.of())).hasMessageContaining("not among");
    assertThatThrownBy(() -> Partition.bridge(List.of("n1", "n2"), "n1"))
        .hasMessageContaining("two other nodes");
    assertThatThrownBy(() -> new Way("n1", "n1")).hasMessageContaining("itself");
  }

  private static void assertCuts(Partition partition, String... ways) {
    assertThat(partition.cuts().stream().map(Way::toString))
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(ways));
  }
}
