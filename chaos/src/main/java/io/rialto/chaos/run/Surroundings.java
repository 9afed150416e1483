package io.rialto.chaos.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** On what a run ran: a figure without its machine and its commit is worth little. */
final class Surroundings {

  private static final int GIT_SECONDS_MAX = 10;

  private Surroundings() {}

  /** Processors, memory, system and Java, as far as the system tells. */
  static String machine() {
    return String.format(
        Locale.ROOT,
        "%d processors%s, %s %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        line("/proc/cpuinfo", "model name").map(name -> " (" + name + ")").orElse("")
            + line("/proc/meminfo", "MemTotal").map(Surroundings::gigabytes).orElse(""),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"));
  }

  private static Optional<String> line(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }

  private static String gigabytes(String kilobytes) {
    double gigabytes = Double.parseDouble(kilobytes.split(" ")[0]) / (1 << 20);
    return String.format(Locale.ROOT, ", %.0f GB", gigabytes);
  }

  /** The version, and the commit where the sources are under git. */
  static String version(Path root) throws InterruptedException {
    String version = Surroundings.class.getPackage().getImplementationVersion();
    return (version == null ? "not packaged" : version)
        + commit(root).map(commit -> ", commit " + commit).orElse("");
  }

  private static Optional<String> commit(Path root) throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "--short", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      boolean known = git.waitFor(GIT_SECONDS_MAX, TimeUnit.SECONDS) && git.exitValue() == 0;
      return known ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    }
  }
}
