package io.rialto.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every patch still fits the code: it applies, and what comes out compiles. */
class PatchesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path work;

  @TestFactory
  Stream<DynamicTest> everyPatchFits() throws IOException {
    List<Mutant> mutants = Mutant.chosen(Path.of("patches"));
    assertThat(mutants).isNotEmpty();
    Checkout checkout = new Checkout(ROOT, work);
    return mutants.stream()
        .map(
            mutant ->
                DynamicTest.dynamicTest(
                    mutant.name(), () -> assertThat(checkout.compile(mutant)).isDirectory()));
  }
}
