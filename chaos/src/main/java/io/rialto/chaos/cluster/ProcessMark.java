package io.rialto.chaos.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * By what a process is known for ever: its id and when it started. Systems give the ids of ended
 * processes to new ones, so an id alone must never be signalled.
 *
 * @param startedAtMillis 0 if the system does not tell; then only the id counts
 */
public record ProcessMark(long processId, long startedAtMillis) {

  /** Where /proc/ID/stat says these, counted from the state on. */
  private static final int STATE = 0;

  private static final int THREADS = 17;

  /** Signals that Java does not send itself. */
  enum Signal {
    STOP,
    CONT
  }

  static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), startedAtMillis(process));
  }

  private static long startedAtMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The process if it still runs; empty if it ended, also if another has its id now. */
  Optional<ProcessHandle> running() {
    // Alive comes last: of what is buried meanwhile the system tells nothing, not even that it
    // ended.
    return ProcessHandle.of(processId)
        .filter(this::startedWhenThisDid)
        .filter(process -> !isAwaitingBurial())
        .filter(ProcessHandle::isAlive);
  }

  boolean isRunning() {
    return running().isPresent();
  }

  private boolean startedWhenThisDid(ProcessHandle process) {
    long startedAt = startedAtMillis(process);
    return startedAtMillis == 0
        || startedAt == 0
        || Math.abs(startedAt - startedAtMillis) <= ClusterLimits.START_TIME_TOLERANCE.toMillis();
  }

  /**
   * Whether the process has ended and only its exit code waits to be read: in a container nobody
   * may ever read it. The first thread may have ended while others still hold ports and locks.
   */
  private boolean isAwaitingBurial() {
    String[] fields = fields();
    return fields[STATE].equals("Z")
        && (fields.length <= THREADS || Integer.parseInt(fields[THREADS]) <= 1);
  }

  /** Whether the process was stopped by a signal and not yet continued. */
  boolean isPaused() {
    return fields()[STATE].equals("T");
  }

  /** What Linux tells of a process, from its state on; one blank field where it does not. */
  private String[] fields() {
    try {
      String status = Files.readString(Path.of("/proc/" + processId + "/stat"));
      return status.substring(status.lastIndexOf(')') + 2).split(" ");
    } catch (IOException notLinux) {
      return new String[] {""};
    }
  }

  /** SIGKILL; returns once the process is gone. Does nothing if it is gone. */
  void kill() throws ClusterException {
    running().ifPresent(ProcessHandle::destroyForcibly);
    if (!awaitEnd(ClusterLimits.KILL_MAX)) {
      throw new ClusterException(
          "process "
              + processId
              + " does not end within "
              + ClusterLimits.KILL_MAX.toSeconds()
              + " s of SIGKILL");
    }
  }

  /** SIGTERM, also to a paused process; returns at once. */
  void terminate() throws ClusterException {
    Optional<ProcessHandle> process = running();
    if (process.isPresent()) {
      process.get().destroy();
      signal(Signal.CONT);
    }
  }

  /** Sends a signal; does nothing if the process is gone. */
  void signal(Signal signal) throws ClusterException {
    if (!isRunning()) {
      return;
    }
    try {
      Process sender =
          new ProcessBuilder("kill", "-" + signal, Long.toString(processId))
              .redirectErrorStream(true)
              .start();
      String said = new String(sender.getInputStream().readAllBytes());
      if (sender.waitFor() != 0 && isRunning()) {
        throw new ClusterException("kill -" + signal + " " + processId + ": " + said.strip());
      }
    } catch (IOException e) {
      throw new ClusterException("could not run kill: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while signalling process " + processId, e);
    }
  }

  /** Waits until the process is gone; false if it is not by then. */
  boolean awaitEnd(Duration atMost) throws ClusterException {
    long deadline = System.nanoTime() + atMost.toNanos();
    for (Optional<ProcessHandle> process = running(); process.isPresent(); process = running()) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      try {
        process.get().onExit().get(ClusterLimits.LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        continue;
      } catch (ExecutionException e) {
        throw new ClusterException("could not wait for process " + processId, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ClusterException("interrupted while process " + processId + " ended", e);
      }
    }
    return true;
  }
}
