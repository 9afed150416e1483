package io.rialto.workloads;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real workload files, which lie beside a checkout, not in it. */
final class RealWorkloads {

  private RealWorkloads() {}

  /** The file of that many users; the test that asks is skipped where it is missing. */
  static Path users(int count) {
    Path file = repository().resolveSibling("shared/workloads/" + count + "user.txt");
    Assumptions.assumeTrue(
        Files.isReadable(file), () -> "skipped: the real workload file " + file + " is not here");
    return file;
  }

  /** The checkout's root: the module's tests run in the module's folder. */
  private static Path repository() {
    return Path.of("").toAbsolutePath().getParent();
  }
}
