package io.rialto.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a faultless service does passes, however its clients' calls overlap. */
class GoodHistoriesTest {

  private static final int OPERATIONS = 3_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRandomRunAgainstAFaultlessServicePasses(long seed, @TempDir Path folder)
      throws IOException {
    WrittenRun run = WrittenRun.generate(seed, (int) (1 + seed), OPERATIONS);

    CheckOutcome outcome = run.check(folder);

    assertThat(outcome.judgement()).as(CheckText.text(outcome)).isEqualTo(Judgement.PASS);
    assertThat(outcome.figures().acknowledged()).isGreaterThan(OPERATIONS / 2);
    assertThat(outcome.figures().reads()).isGreaterThan(OPERATIONS / 20);
    assertThat(outcome.figures().resolved()).isPositive();
    assertThat(outcome.figures().settledByLog()).isPositive();
    assertThat(outcome.figures().quotes()).isPositive();
  }
}
