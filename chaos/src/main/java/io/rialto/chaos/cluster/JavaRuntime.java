package io.rialto.chaos.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that runs the programs, with flags for several of them on one small machine. */
final class JavaRuntime {

  /** What a program is, for its memory. */
  enum Purpose {
    NODE(List.of("-Xms128m", "-Xmx512m")),
    SERVICE(List.of("-Xms32m", "-Xmx128m", "-XX:TieredStopAtLevel=1"));

    private final List<String> flags;

    Purpose(List<String> flags) {
      this.flags = flags;
    }
  }

  /** The launcher says which Java it chose; without a launcher, the one that runs this. */
  private static final String CHOICE = "RIALTO_JAVA";

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
    // RocksDB and Netty load native code and use Unsafe: newer Javas want a word of consent, older
    // ones do not know the words.
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }
}
