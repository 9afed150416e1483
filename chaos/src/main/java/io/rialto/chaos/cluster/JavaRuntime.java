package io.rialto.chaos.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that runs the programs, with flags for several of them on one small machine. */
final class JavaRuntime {

  /** What a program is, for its memory. */
  enum Purpose {
    NODE(List.of("-Xms128m", "-Xmx512m")),
    /** For a run of minutes the optimising compiler costs more than it gains: half the start. */
    NODE_OF_A_SHORT_RUN(List.of("-Xms128m", "-Xmx512m", "-XX:TieredStopAtLevel=1")),
    SERVICE(List.of("-Xms32m", "-Xmx128m", "-XX:TieredStopAtLevel=1"));

    private final List<String> flags;

    Purpose(List<String> flags) {
      this.flags = flags;
    }
  }

  /** The launcher says which Java it chose; without a launcher, the one that runs this. */
  private static final String CHOICE = "RIALTO_JAVA";

  /** Where the launcher keeps its class data archives. */
  private static final String ARCHIVES = "RIALTO_ARCHIVES";

  private final String java;
  private final Path root;

  private JavaRuntime(String java, Path root) {
    this.java = java;
    this.root = root;
  }

  static JavaRuntime chosen(Path root) {
    String running = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String chosen = System.getenv(CHOICE);
    return new JavaRuntime(chosen == null || chosen.isEmpty() ? running : chosen, root);
  }

  /** The command line up to and with the jar; to be added to. */
  List<String> command(Purpose purpose, Path jar) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(purpose.flags);
    // Several processes share two cores: one thread collects garbage, and none spins for it.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-UsePerfData");
    command.add("-Dorg.apache.ratis.thirdparty.io.netty.allocator.useCacheForAllThreads=false");
    command.add("-Drialto.root=" + root);
    // Netty uses Unsafe: newer Javas want a word of consent, older ones do not know the word.
    // (Consent to native code is in the jars' manifests; as a flag it spoils class data sharing.)
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(archive(jar));
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  /**
   * Flags for the class data archive that the launcher has made for this Java, if it has: about
   * half the start. One that does not fit is passed over without a word.
   */
  private static List<String> archive(Path jar) {
    String archives = System.getenv(ARCHIVES);
    if (archives == null || archives.isEmpty()) {
      return List.of();
    }
    String program = jar.getFileName().toString().replace(".jar", "");
    Path archive = Path.of(archives, program + ".jsa");
    return Files.isRegularFile(archive)
        ? List.of("-Xlog:disable", "-XX:+VerifySharedSpaces", "-XX:SharedArchiveFile=" + archive)
        : List.of();
  }
}
