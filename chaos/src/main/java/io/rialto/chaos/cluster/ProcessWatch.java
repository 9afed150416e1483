package io.rialto.chaos.cluster;

import java.util.List;

/** Waits for what processes bring about, as long as those live that it takes. */
final class ProcessWatch {

  private final ProcessCluster cluster;

  ProcessWatch(ProcessCluster cluster) {
    this.cluster = cluster;
  }

  /** A look at the world outside. */
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** Waits until something holds; gives up at once when a process ends that it needs. */
  void await(String what, List<String> needed, Condition condition)
      throws ClusterException, InterruptedException {
    long deadline = System.nanoTime() + ClusterLimits.START_MAX.toNanos();
    while (!condition.holds()) {
      for (String member : needed) {
        ProcessMark process = cluster.latestProcess(member);
        if (process.awaitEnd(ClusterLimits.LOOK_EVERY.dividedBy(needed.size()))) {
          throw ended(member, what);
        }
      }
      if (System.nanoTime() >= deadline) {
        throw new ClusterException(
            "waited "
                + ClusterLimits.START_MAX.toSeconds()
                + " s in vain for "
                + what
                + "; logs are in "
                + cluster.directory());
      }
    }
  }

  private ClusterException ended(String member, String awaited) throws ClusterException {
    return new ClusterException(
        member
            + " ended while waiting for "
            + awaited
            + "; its log "
            + cluster.log(member)
            + " ends with:"
            + LogTail.of(cluster.log(member)));
  }
}
