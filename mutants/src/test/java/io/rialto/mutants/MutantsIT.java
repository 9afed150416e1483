package io.rialto.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each mutant is caught by every test that its patch names; without mutants those tests are green.
 * {@code -Drialto.mutant=NAME} runs one alone.
 */
class MutantsIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path WORK = Path.of("target", "mutants").toAbsolutePath();
  private static final Checkout CHECKOUT = new Checkout(ROOT, WORK);
  private static final List<String> TABLE = new ArrayList<>();

  private static List<Mutant> mutants;

  @BeforeAll
  static void read() throws IOException {
    CHECKOUT.clean();
    mutants = Mutant.chosen(Path.of("patches"));
    assertThat(mutants).as("mutants").isNotEmpty();
  }

  @AfterAll
  static void printTable() throws IOException {
    TABLE.sort(null);
    TABLE.add(0, String.format("%-42s %7s  %s", "mutant", "seconds", "caught by"));
    TABLE.forEach(System.out::println);
    Files.write(WORK.resolveSibling("mutants.txt"), TABLE);
  }

  @Test
  void withoutMutantsTheirTestsAreGreen() throws Exception {
    List<String> tests =
        mutants.stream().flatMap(mutant -> mutant.tests().stream()).distinct().toList();

    TestReport report = CHECKOUT.run("unbroken", null, tests);

    assertThat(report.trouble()).isEmpty();
    assertThat(report.failed()).isEmpty();
    assertThat(report.ran()).isGreaterThanOrEqualTo(tests.size());
  }

  @TestFactory
  Stream<DynamicTest> everyMutantIsCaught() {
    return mutants.stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.name(), () -> assertCaught(mutant)));
  }

  private static void assertCaught(Mutant mutant) throws Exception {
    long start = System.nanoTime();
    String verdict = "SURVIVED: " + mutant.promise();
    try {
      Path broken = CHECKOUT.compile(mutant);
      TestReport report = CHECKOUT.run(mutant.name(), broken, mutant.tests());
      assertThat(report.trouble()).as(mutant.what()).isEmpty();
      assertThat(mutant.tests())
          .as("%s: tests that fail, of which %s do", mutant.what(), report.failed())
          .allMatch(report::hasFailed);
      verdict =
          report.failed().stream()
              .map(MutantsIT::brief)
              .distinct()
              .collect(Collectors.joining(", "));
    } catch (SourcePatch.DoesNotApplyException e) {
      verdict = "NO LONGER APPLIES";
      throw e;
    } finally {
      double seconds = (System.nanoTime() - start) / 1e9;
      TABLE.add(String.format("%-42s %7.1f  %s", mutant.name(), seconds, verdict));
    }
  }

  /** Without the package. */
  private static String brief(String test) {
    return test.replaceFirst("^[a-z.]*", "");
  }
}
