package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P3")
class HashJuryTest {
  private static final byte[] RIGHT = {1, 1, 1, 1, 1, 1, 1, 1};
  private static final byte[] WRONG = {2, 2, 2, 2, 2, 2, 2, 2};
  private static final byte[] THIRD = {3, 3, 3, 3, 3, 3, 3, 3};

  @Test
  void whoAgreesWithTheMajorityGoesOn() {
    HashJury jury = new HashJury("n1", 3);

    assertThat(jury.hear("n1", 5, RIGHT, RIGHT)).isNull();
    assertThat(jury.hear("n2", 5, RIGHT, RIGHT)).isNull();
    assertThat(jury.hear("n3", 5, WRONG, RIGHT)).isNull();
  }

  @Test
  void whoDiffersFromTheMajorityHaltsAsSoonAsThereIsOne() {
    HashJury jury = new HashJury("n3", 3);

    assertThat(jury.hear("n3", 5, WRONG, WRONG)).isNull();
    assertThat(jury.hear("n1", 5, RIGHT, WRONG)).isNull();
    assertThat(jury.hear("n2", 5, RIGHT, WRONG)).contains("entry 5", "n3", "0202", "0101");
  }

  @Test
  void withoutAMajorityAllHalt() {
    HashJury jury = new HashJury("n1", 3);

    assertThat(jury.hear("n1", 5, RIGHT, RIGHT)).isNull();
    assertThat(jury.hear("n2", 5, WRONG, RIGHT)).isNull();
    assertThat(jury.hear("n3", 5, THIRD, RIGHT)).contains("no two nodes of a majority agree");
  }

  @Test
  void aNodeThatRestartedSinceIsNotJudgedByWhatItNoLongerKnows() {
    HashJury jury = new HashJury("n3", 3);

    assertThat(jury.hear("n1", 5, RIGHT, null)).isNull();
    assertThat(jury.hear("n2", 5, RIGHT, null)).isNull();
  }

  @Test
  void aReportGivenTwiceCountsOnce() {
    HashJury jury = new HashJury("n3", 3);

    assertThat(jury.hear("n1", 5, RIGHT, WRONG)).isNull();
    assertThat(jury.hear("n1", 5, RIGHT, WRONG)).isNull();
  }
}
