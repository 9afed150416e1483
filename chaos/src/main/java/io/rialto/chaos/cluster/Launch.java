package io.rialto.chaos.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes that outlive the one that starts them, and the terminal: in a session of their
 * own where the system has {@code setsid}, reading nothing, writing to a file.
 */
final class Launch {

  private static final List<Path> SESSION_STARTERS =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private Launch() {}

  /** Starts a program whose output is appended to a log, with further environment variables. */
  static Process start(
      List<String> command, Map<String, String> environment, Path directory, Path log)
      throws ClusterException {
    List<String> whole = new ArrayList<>();
    SESSION_STARTERS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(setsid -> whole.add(setsid.toString()));
    whole.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(whole)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ClusterException("could not start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  /**
   * How a process ended; empty while it runs. Between its end and the moment when this program has
   * taken notice its exit code is there but not known: that is waited for.
   */
  static Optional<Integer> exitCode(Process process) throws ClusterException {
    if (ProcessMark.of(process.toHandle()).isRunning()) {
      return Optional.empty();
    }
    try {
      return process.waitFor(ClusterLimits.KILL_MAX.toMillis(), TimeUnit.MILLISECONDS)
          ? Optional.of(process.exitValue())
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while process " + process.pid() + " ended", e);
    }
  }
}
