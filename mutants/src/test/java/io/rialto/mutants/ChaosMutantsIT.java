package io.rialto.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each mutant whose patch names a chaos run fails it; without mutants the same runs pass. {@code
 * -Drialto.mutant=NAME} runs one alone.
 *
 * <p>What a run breaks follows from its seed, what is under way at that moment does not: a mutant
 * that passes has two more seeds.
 */
class ChaosMutantsIT {
  private static final int SEEDS_MAX = 3;
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path WORK = Path.of("target", "chaos-mutants").toAbsolutePath();
  private static final Checkout CHECKOUT = new Checkout(ROOT, WORK);
  private static final List<String> TABLE = new ArrayList<>();

  private static List<Mutant> mutants;

  @BeforeAll
  static void read() throws IOException {
    CHECKOUT.clean();
    mutants =
        Mutant.chosen(Path.of("patches")).stream()
            .filter(mutant -> mutant.trial().isPresent())
            .toList();
  }

  @AfterAll
  static void printTable() throws IOException {
    TABLE.sort(null);
    TABLE.add(
        0, String.format("%-42s %7s  %-24s %s", "mutant", "seconds", "chaos", "what did not hold"));
    TABLE.forEach(System.out::println);
    Files.write(WORK.resolveSibling("chaos-mutants.txt"), TABLE);
  }

  @TestFactory
  Stream<DynamicTest> withoutMutantsTheirRunsPass() {
    return mutants.stream()
        .map(mutant -> mutant.trial().orElseThrow())
        .distinct()
        .map(trial -> DynamicTest.dynamicTest(trial.toString(), () -> requirePass(trial)));
  }

  private static void requirePass(Trial trial) throws IOException, InterruptedException {
    String name = "unbroken-" + trial.scenario() + "-" + trial.seconds();

    assertThat(CHECKOUT.run(name, null, trial)).isEqualTo(new TrialOutcome("pass", List.of()));
  }

  @TestFactory
  Stream<DynamicTest> everyMutantFailsItsRun() {
    return mutants.stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.name(), () -> requireCaught(mutant)));
  }

  private static void requireCaught(Mutant mutant) throws Exception {
    long start = System.nanoTime();
    Path broken = CHECKOUT.compile(mutant);
    Trial first = mutant.trial().orElseThrow();
    Trial trial = first;

    TrialOutcome outcome = CHECKOUT.run(mutant.name(), broken, trial);
    while (outcome.verdict().equals("pass") && trial.seed() - first.seed() + 1 < SEEDS_MAX) {
      trial = trial.withNextSeed();
      outcome = CHECKOUT.run(mutant.name(), broken, trial);
    }

    String seen =
        outcome.verdict().equals("fail")
            ? String.join("; ", outcome.broken())
            : "SURVIVED: " + outcome;
    double seconds = (System.nanoTime() - start) / 1e9;
    TABLE.add(String.format("%-42s %7.1f  %-24s %s", mutant.name(), seconds, trial, seen));
    assertThat(outcome.verdict()).as(mutant.what()).isEqualTo("fail");
    assertThat(outcome.broken()).isNotEmpty();
    if (!trial.equals(first)) {
      requirePass(trial);
    }
  }
}
