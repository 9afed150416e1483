package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.report.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnoughWorkTest {

  private static final int SECONDS = 120;
  private static final int KINDS = 20;

  @Test
  void aRunThatBrokeNothingProvesNothing() {
    assertThat(failing(5_000, List.of(), 0)).contains("enough was broken", "in enough ways");
  }

  @Test
  void aRunThatAskedForLittleProvesNothing() {
    assertThat(failing(EnoughWork.operationsMin(SECONDS) - 1, List.of(), 1))
        .contains("enough was asked of it");
    assertThat(failing(EnoughWork.operationsMin(SECONDS), List.of(), 1))
        .doesNotContain("enough was asked of it");
  }

  @Test
  void withoutAFaultThatEndsALeadersTimeNoChangeIsAskedFor() {
    assertThat(failing(5_000, List.of(), 0)).doesNotContain("leaders lost their place");
  }

  private static List<String> failing(long operations, List<Strike> strikes, int changes) {
    return EnoughWork.claims(SECONDS, KINDS, operations, strikes, changes).stream()
        .filter(claim -> !claim.holds())
        .map(Claim::claim)
        .toList();
  }
}
