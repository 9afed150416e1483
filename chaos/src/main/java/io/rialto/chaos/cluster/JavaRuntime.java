package io.rialto.chaos.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Java that runs the programs, with flags for several of them on one small machine. */
final class JavaRuntime {

  private static final String WITHOUT_OPTIMISER = "-XX:TieredStopAtLevel=1";

  /** Smaller objects, from Java 25 on; to be ignored by others. */
  private static final String SMALL_OBJECTS = "-XX:+UseCompactObjectHeaders";

  /** Several processes share two cores: one thread collects garbage, and none spins for it. */
  private static final String ONE_COLLECTOR = "-XX:+UseSerialGC";

  /**
   * What has been compiled already and is not small is called, not compiled once more into each of
   * its callers: the optimising compiler has less to do, and what it makes is no slower.
   */
  private static final String LESS_INLINING = "-XX:InlineSmallCode=1250";

  /** The launcher says which Java it chose; without a launcher, the one that runs this. */
  private static final String CHOICE = "RIALTO_JAVA";

  /** Where the launcher keeps its class data archives. */
  private static final String ARCHIVES = "RIALTO_ARCHIVES";

  /** Where the launcher wants to know from each program what it learned while it ran. */
  private static final String TRAINING = "RIALTO_TRAINING";

  /** Says no where nothing is to begin with what a training has left. */
  private static final String TRAIN = "RIALTO_TRAIN";

  private final String java;
  private final Path root;

  private JavaRuntime(String java, Path root) {
    this.java = java;
    this.root = root;
  }

  static JavaRuntime chosen(Path root) {
    String running = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String chosen = System.getenv(CHOICE);
    return new JavaRuntime(isSet(chosen) ? chosen : running, root);
  }

  /** Whether programs are to leave what they learned, for which they need an orderly end. */
  static boolean isTraining() {
    return isSet(System.getenv(TRAINING));
  }

  /** The command line of a node up to and with the jar; to be added to. */
  List<String> nodeCommand(NodeRuntime runtime, Path jar) {
    return command(memory(Optional.of(runtime)), jar);
  }

  /** The command line of another program in a node's jar, with a node's flags. */
  List<String> nodeCommand(NodeRuntime runtime, Path jar, String mainClass) {
    List<String> command = nodeCommand(runtime, jar);
    List<String> start = command.subList(command.indexOf("-jar"), command.size());
    start.clear();
    start.addAll(List.of("-cp", jar.toString(), mainClass));
    return command;
  }

  /** The same for a quote proxy or a simulated quote server. */
  List<String> serviceCommand(Path jar) {
    return command(memory(Optional.empty()), jar);
  }

  /**
   * Flags for several of the programs on one small machine.
   *
   * @param runtime of a node; empty for a quote proxy or a simulated quote server
   */
  static List<String> flags(Optional<NodeRuntime> runtime) {
    List<String> flags = memory(runtime);
    flags.add(ONE_COLLECTOR);
    flags.add(SMALL_OBJECTS);
    return flags;
  }

  private static List<String> memory(Optional<NodeRuntime> runtime) {
    List<String> flags = new ArrayList<>();
    if (runtime.isPresent()) {
      int heap = runtime.get().heapMegabytes();
      flags.add("-Xms" + heap / 2 + "m");
      flags.add("-Xmn" + heap * 3 / 8 + "m");
      flags.add("-Xmx" + heap + "m");
    } else {
      flags.addAll(List.of("-Xms32m", "-Xmx128m"));
    }
    if (runtime.map(NodeRuntime::shortRun).orElse(true)) {
      flags.add(WITHOUT_OPTIMISER);
    }
    return flags;
  }

  private List<String> command(List<String> flags, Path jar) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(flags);
    command.add(ONE_COLLECTOR);
    command.add(LESS_INLINING);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:-UsePerfData");
    command.add("-Dorg.apache.ratis.thirdparty.io.netty.allocator.useCacheForAllThreads=false");
    command.add("-Drialto.root=" + root);
    // Netty uses Unsafe: newer Javas want a word of consent, older ones do not know the word.
    // (Consent to native code is in the jars' manifests; as a flag it spoils class data sharing.)
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add(SMALL_OBJECTS);
    command.addAll(learned(jar));
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }

  /**
   * Flags for what the launcher has kept for this Java from earlier runs: of a training, the hot
   * methods and the classes, else an archive of the classes, which is about half the start. What
   * does not fit is passed over without a word.
   */
  private static List<String> learned(Path jar) {
    if (isTraining()) {
      Path lessons = Path.of(System.getenv(TRAINING), program(jar) + "-%p.training");
      return List.of("-Xlog:disable", "-XX:AOTMode=record", "-XX:AOTConfiguration=" + lessons);
    }
    Optional<String> lessons = trained(jar).map(cache -> "-XX:AOTCache=" + cache);
    Optional<String> classes = kept(jar, ".jsa").map(archive -> "-XX:SharedArchiveFile=" + archive);
    return lessons
        .or(() -> classes)
        .map(best -> List.of("-Xlog:disable", "-XX:+VerifySharedSpaces", best))
        .orElse(List.of());
  }

  /** What a training has left for a program, unless that is not wanted. */
  static Optional<Path> trained(Path jar) {
    return "no".equals(System.getenv(TRAIN)) ? Optional.empty() : kept(jar, ".aot");
  }

  private static Optional<Path> kept(Path jar, String ending) {
    return Optional.ofNullable(System.getenv(ARCHIVES))
        .filter(JavaRuntime::isSet)
        .map(archives -> Path.of(archives, program(jar) + ending))
        .filter(Files::isRegularFile);
  }

  private static String program(Path jar) {
    return jar.getFileName().toString().replace(".jar", "");
  }

  private static boolean isSet(String variable) {
    return variable != null && !variable.isEmpty();
  }
}
