package io.rialto.mutants;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The built checkout: its sources, its classes, and what they need. */
final class Checkout {
  private static final List<String> MODULES = List.of("proto", "raft-node", "client");

  private final Path root;
  private final Path work;

  /**
   * @param work a directory for what is made out of it
   */
  Checkout(Path root, Path work) {
    this.root = root;
    this.work = work;
  }

  /**
   * Compiles the mutant's files and returns the directory with all classes, the broken ones among
   * them. All of them, because some tests look at the class files and must not find both.
   */
  Path compile(Mutant mutant) throws IOException, SourcePatch.DoesNotApplyException {
    Path sources = work.resolve(mutant.name()).resolve("sources");
    Path classes = work.resolve(mutant.name()).resolve("classes");
    for (String module : MODULES) {
      copy(classesOf(module), classes);
    }
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "-proc:none", "-nowarn", "-d", classes.toString()));
    arguments.add("-cp");
    arguments.add(classPath(List.of(classes)));
    for (SourcePatch patch : mutant.patches()) {
      Path broken = sources.resolve(patch.path());
      Files.createDirectories(broken.getParent());
      Files.write(broken, patch.apply(Files.readAllLines(root.resolve(patch.path()))));
      arguments.add(broken.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
      throw new SourcePatch.DoesNotApplyException(mutant.name() + " does not compile any more");
    }
    return classes;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path classesOf(String module) {
    return root.resolve(module).resolve("target/classes");
  }

  /** Runs tests in a process of its own, with a mutant's classes, or (null) with the built ones. */
  TestReport run(String name, Path broken, List<String> tests)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(work.resolve(name));
    Path report = directory.resolve("report.txt");
    Files.deleteIfExists(report);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(broken == null ? builtClasses() : List.of(broken)),
                TestProcess.class.getName(),
                report.toString()));
    command.addAll(tests);
    Process process =
        new ProcessBuilder(command)
            .directory(root.resolve("raft-node").toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.txt").toFile())
            .start();
    return TestReport.await(process, report);
  }

  /**
   * Runs chaos in a process of its own, on nodes with a mutant's classes, or (null) with the built
   * ones; the client that loads them is as broken as they are.
   */
  TrialOutcome run(String name, Path broken, Trial trial) throws IOException, InterruptedException {
    Path programs = broken == null ? root : BrokenPrograms.of(root, broken).root();
    Path directory = Files.createDirectories(work.resolve(name)).resolve("chaos-" + trial.seed());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Drialto.root=" + programs,
                "-cp",
                classPath(broken == null ? builtClasses() : List.of(broken)),
                "io.rialto.chaos.RialtoMain",
                "chaos",
                "--json",
                "--directory",
                directory.toString()));
    command.addAll(trial.arguments());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolveSibling(directory.getFileName() + ".txt").toFile())
            .start();
    return TrialOutcome.await(process, directory, trial.seconds());
  }

  private List<Path> builtClasses() {
    return MODULES.stream().map(this::classesOf).toList();
  }

  /** The classes, all tests, and what this process has of libraries and of its own. */
  private String classPath(List<Path> classes) {
    Stream<Path> tests =
        MODULES.stream().map(module -> root.resolve(module).resolve("target/test-classes"));
    Stream<Path> libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(
                path -> MODULES.stream().noneMatch(each -> path.startsWith(root.resolve(each))));
    return Stream.of(classes.stream(), tests, libraries)
        .flatMap(paths -> paths)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Removes what an earlier run has left. */
  void clean() throws IOException {
    if (!Files.exists(work)) {
      return;
    }
    try (Stream<Path> files = Files.walk(work)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(Checkout::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
