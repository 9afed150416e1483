package io.rialto.chaos.cluster;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until something holds; gives up at once when a member ends that it needs. */
final class MemberWait {

  /** A look at the world outside. */
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  private final Cluster cluster;

  MemberWait(Cluster cluster) {
    this.cluster = cluster;
  }

  void until(String what, List<String> needed, Condition condition)
      throws ClusterException, InterruptedException {
    long deadline = System.nanoTime() + ClusterLimits.START_MAX.toNanos();
    while (!condition.holds()) {
      for (String member : needed) {
        if (!cluster.isRunning(member)) {
          throw new ClusterException(
              member
                  + " ended while waiting for "
                  + what
                  + "; its log "
                  + cluster.log(member)
                  + " ends with:"
                  + LogTail.of(cluster.log(member)));
        }
      }
      if (System.nanoTime() >= deadline) {
        throw new ClusterException(
            "waited " + ClusterLimits.START_MAX.toSeconds() + " s in vain for " + what);
      }
      TimeUnit.NANOSECONDS.sleep(ClusterLimits.LOOK_EVERY.toNanos());
    }
  }
}
