package io.rialto.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way to break the code.
 *
 * @param what is broken
 * @param promise that would not be kept
 * @param tests each of which must fail: {@code class} or {@code class#method}
 */
record Mutant(
    String name, String what, String promise, List<String> tests, List<SourcePatch> patches) {

  static List<Mutant> readAll(Path directory) throws IOException {
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
    return new Mutant(
        name, field("mutant", lines), field("breaks", lines), tests, SourcePatch.parse(lines));
  }

  private static String field(String name, List<String> lines) throws IOException {
    return lines.stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2).strip())
        .findFirst()
        .orElseThrow(() -> new IOException("a patch without the line '" + name + ": ...'"));
  }
}
