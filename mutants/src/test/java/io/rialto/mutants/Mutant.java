package io.rialto.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to break the code.
 *
 * @param what is broken
 * @param promise that would not be kept
 * @param tests each of which must fail: {@code class} or {@code class#method}
 * @param trial a chaos run that must fail; empty if no run can tell
 */
record Mutant(
    String name,
    String what,
    String promise,
    List<String> tests,
    Optional<Trial> trial,
    List<SourcePatch> patches) {

  /** All of a directory, or the one that the system property {@code rialto.mutant} names. */
  static List<Mutant> chosen(Path directory) throws IOException {
    String only = System.getProperty("rialto.mutant");
    return readAll(directory).stream()
        .filter(mutant -> only == null || mutant.name().equals(only))
        .toList();
  }

  private static List<Mutant> readAll(Path directory) throws IOException {
    List<Mutant> mutants = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".patch")).sorted().toList()) {
        mutants.add(read(file));
      }
    }
    return mutants;
  }

  private static Mutant read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String name = file.getFileName().toString().replace(".patch", "");
    List<String> tests =
        lines.stream()
            .filter(line -> line.startsWith("test: "))
            .map(line -> line.substring("test: ".length()).strip())
            .toList();
    if (tests.isEmpty()) {
      throw new IOException(file + " names no test");
    }
    Optional<Trial> trial = field("chaos", lines).map(Trial::parse);
    if (trial.isEmpty()) {
      required("not under chaos", lines);
    }
    return new Mutant(
        name,
        required("mutant", lines),
        required("breaks", lines),
        tests,
        trial,
        SourcePatch.parse(lines));
  }

  private static String required(String name, List<String> lines) throws IOException {
    return field(name, lines)
        .orElseThrow(() -> new IOException("a patch without the line '" + name + ": ...'"));
  }

  private static Optional<String> field(String name, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2).strip())
        .findFirst();
  }
}
