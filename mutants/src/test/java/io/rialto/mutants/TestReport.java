package io.rialto.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What became of some tests.
 *
 * @param failed {@code class#method} of each test that failed
 * @param trouble what kept the tests from giving an answer, or empty
 */
record TestReport(int ran, List<String> failed, String trouble) {
  private static final long SECONDS_MAX = 180;

  /** Waits for the process that runs tests and reads what it has written. */
  static TestReport await(Process process, Path report) throws IOException, InterruptedException {
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return new TestReport(0, List.of(), "the tests did not end within " + SECONDS_MAX + " s");
    }
    if (!Files.exists(report)) {
      return new TestReport(0, List.of(), "the tests' process ended with " + process.exitValue());
    }
    List<String> lines = Files.readAllLines(report);
    return new TestReport(
        Integer.parseInt(values("ran ", lines).get(0)),
        values("failed ", lines),
        String.join("; ", values("trouble ", lines)));
  }

  private static List<String> values(String key, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .toList();
  }

  /** Whether a test of this class, or this very method, failed. */
  boolean hasFailed(String test) {
    return failed.stream().anyMatch(each -> each.equals(test) || each.startsWith(test + "#"));
  }
}
