package io.rialto.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundledWorkloadsTest {

  private static final Path FOLDER = Path.of("files");

  /** As the folder's README says. */
  private static final Map<BundledWorkloads, GeneratorOptions> MADE_BY =
      Map.of(
          BundledWorkloads.TINY, new GeneratorOptions(5, 100, 1, 20),
          BundledWorkloads.SMALL, new GeneratorOptions(10, 1_000, 2, 100),
          BundledWorkloads.DEMO, new GeneratorOptions(100, 10_000, 3, 981));

  @Test
  void eachFileIsWhatItsCommandMakes() throws IOException {
    for (BundledWorkloads bundled : BundledWorkloads.values()) {
      GeneratorOptions options = MADE_BY.get(bundled);
      assertThat(Files.readAllBytes(FOLDER.resolve(bundled.fileName())))
          .as(bundled.fileName())
          .isEqualTo(generate(options));
      assertThat(Files.readString(FOLDER.resolve("README.md")))
          .contains(
              String.format(
                  "./rialto generate --users %d --commands %d --symbols %d --seed %d --out"
                      + " workloads/files/%s",
                  options.users(),
                  options.commands(),
                  options.symbols(),
                  options.seed(),
                  bundled.fileName()));
    }
  }

  @Test
  void eachFileIsInTheJarAndWellFormed() throws IOException {
    for (BundledWorkloads bundled : BundledWorkloads.values()) {
      try (WorkloadReader reader = bundled.open()) {
        WorkloadSurvey survey = WorkloadSurvey.of(reader);
        assertThat(survey.wellFormed()).isEqualTo(MADE_BY.get(bundled).commands());
        assertThat(survey.malformed()).isZero();
      }
    }
  }

  private static byte[] generate(GeneratorOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WorkloadGenerator generator = new WorkloadGenerator(options)) {
      WorkloadWriter writer = new WorkloadWriter(out);
      for (WorkloadCommand line = generator.next(); line != null; line = generator.next()) {
        writer.write(line);
      }
      writer.flush();
    }
    return out.toByteArray();
  }
}
