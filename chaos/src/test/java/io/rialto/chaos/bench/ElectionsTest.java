package io.rialto.chaos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElectionsTest {

  private final Elections elections = new Elections(4);

  @Test
  void oneTermForAKillIsWhatAKillCosts() {
    elections.afterQuiet(4);
    elections.afterKill(5);
    elections.afterQuiet(5);
    assertThat(elections.falseOnes()).isZero();
    assertThat(elections.repeated()).isZero();
  }

  @Test
  void aTermThatNoKillBroughtIsAFalseElection() {
    elections.afterQuiet(5);
    elections.afterKill(6);
    elections.afterQuiet(8);
    assertThat(elections.falseOnes()).isEqualTo(3);
    assertThat(elections.repeated()).isZero();
  }

  @Test
  void furtherTermsAfterAKillAreElectionsInVain() {
    elections.afterKill(7);
    assertThat(elections.falseOnes()).isZero();
    assertThat(elections.repeated()).isEqualTo(2);
  }
}
