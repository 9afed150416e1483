package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.report.RunReport.Reign;
import org.junit.jupiter.api.Test;

class ReignsTest {

  private final Reigns reigns = new Reigns();

  @Test
  void aLeaderThatIsSeenAgainReignsOn() {
    reigns.seen("n1", 1, 100);
    reigns.seen("n1", 1, 900);

    assertThat(reigns.all()).containsExactly(new Reign("n1", 1, 100, 900));
    assertThat(reigns.changes()).isZero();
  }

  @Test
  void anotherTermIsAnotherReignAlsoOfTheSameNode() {
    reigns.seen("n1", 1, 100);
    reigns.seen("n2", 2, 500);
    reigns.seen("n2", 4, 700);

    assertThat(reigns.all()).map(Reign::term).containsExactly(1L, 2L, 4L);
    assertThat(reigns.changes()).isEqualTo(2);
    assertThat(reigns.latest()).map(Reign::node).contains("n2");
  }

  @Test
  void anOldLeaderThatDoesNotKnowYetDoesNotReign() {
    reigns.seen("n1", 1, 100);
    reigns.seen("n2", 2, 500);
    reigns.seen("n1", 1, 600);

    assertThat(reigns.latest()).map(Reign::node).contains("n2");
    assertThat(reigns.changes()).isEqualTo(1);
  }
}
