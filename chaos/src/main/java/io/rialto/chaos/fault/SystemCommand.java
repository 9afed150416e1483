package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.ClusterException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the system that faults use: found on the path or where only root looks. */
final class SystemCommand {

  private SystemCommand() {}

  static Optional<Path> find(String name) {
    Stream<String> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"));
    return Stream.concat(path, Stream.of("/usr/sbin", "/sbin"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs a program to its end; the exception holds what it said, if it failed. */
  static void run(Object... words) throws ClusterException, InterruptedException {
    List<String> command = Arrays.stream(words).map(Object::toString).toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      int code = process.waitFor();
      if (code != 0) {
        throw new ClusterException(
            String.join(" ", command) + " ended with exit code " + code + ": " + said.strip());
      }
    } catch (IOException e) {
      if (e instanceof ClusterException failed) {
        throw failed;
      }
      throw new ClusterException("could not run " + command.get(0) + ": " + e.getMessage(), e);
    }
  }
}
