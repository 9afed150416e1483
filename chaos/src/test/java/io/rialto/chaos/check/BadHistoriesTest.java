package io.rialto.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.audit.Discrepancy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way of being wrong, at random places of random runs, is found and explained. */
class BadHistoriesTest {

  private static final int OPERATIONS = 1_500;
  private static final int SEEDS = 2;
  private static final int USERS = 4;

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource
  void whatIsWrongIsFoundAndNamed(Damage damage, long seed, @TempDir Path folder)
      throws IOException {
    WrittenRun run = WrittenRun.generate(seed, USERS, OPERATIONS);
    long number = damage.deed().make(run, new Random(seed));

    CheckOutcome outcome = run.check(folder);

    assertThat(outcome.judgement()).isEqualTo(Judgement.FAIL);
    List<Discrepancy> found =
        outcome.violations().stream()
            .filter(each -> each.kind() == damage.kind() && each.text().contains(damage.words()))
            .filter(each -> number == 0 || each.text().contains("" + number))
            .toList();
    assertThat(found).as("of command " + number + " among " + CheckText.text(outcome)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 5, 11})
  void readsThatDoNotShowWhatIsDueAsSettledAreFound(long seed, @TempDir Path folder)
      throws IOException {
    WrittenRun run = WrittenRun.withUnsettledReads(seed, 4 * USERS, 4 * OPERATIONS, 1);

    CheckOutcome outcome = run.check(folder);

    assertThat(outcome.judgement()).isEqualTo(Judgement.FAIL);
    assertThat(outcome.findings().count(Discrepancy.Kind.READ)).isPositive();
  }

  static Stream<Arguments> whatIsWrongIsFoundAndNamed() {
    return Damage.all().stream()
        .flatMap(
            damage ->
                Stream.iterate(1L, seed -> seed + 1)
                    .limit(SEEDS)
                    .map(seed -> Arguments.of(damage, seed)));
  }
}
