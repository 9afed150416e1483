package io.rialto.chaos;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.Programs;
import java.nio.file.Path;

/** The programs that the modules before this one have packaged. */
public final class BuiltPrograms {

  private BuiltPrograms() {}

  /** The checkout's root: tests run in their module's folder. */
  public static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }

  public static Programs find() throws ClusterException {
    return Programs.below(root());
  }

  /** Whether {@code .ci/run} has installed what faults need: then none may be missing. */
  public static boolean everythingIsInstalled() {
    return "true".equals(System.getenv("CI"));
  }
}
