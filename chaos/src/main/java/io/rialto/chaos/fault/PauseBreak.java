package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** SIGSTOP; mended by SIGCONT, not before a time and not after another. */
final class PauseBreak implements Break {

  private final Cluster cluster;
  private final Duration atLeast;
  private final boolean endsByItself;
  private long pausedNanos;

  private PauseBreak(Cluster cluster, Duration atLeast, boolean endsByItself) {
    this.cluster = cluster;
    this.atLeast = atLeast;
    this.endsByItself = endsByItself;
  }

  /** Over when the injection returns. */
  static PauseBreak shorterThanAnElection(Cluster cluster) {
    return new PauseBreak(cluster, FaultLimits.SHORT_PAUSE, true);
  }

  static PauseBreak longerThanAnElection(Cluster cluster) {
    return new PauseBreak(cluster, FaultLimits.LONG_PAUSE_MIN, false);
  }

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    for (String member : members) {
      cluster.pause(member);
    }
    pausedNanos = System.nanoTime();
    if (endsByItself) {
      resume(members);
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    resume(members);
    Members.restart(cluster, members);
  }

  private void resume(List<String> members) throws IOException, InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pausedNanos + atLeast.toNanos() - System.nanoTime());
    for (String member : members) {
      if (cluster.isRunning(member)) {
        cluster.resume(member);
      }
    }
  }
}
