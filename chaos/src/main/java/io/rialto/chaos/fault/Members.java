package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Ends members, waits for their end, and brings them back. */
final class Members {

  private Members() {}

  /** SIGKILL for one that may have ended by itself already. */
  static void kill(Cluster cluster, String member) throws ClusterException {
    try {
      if (cluster.isRunning(member)) {
        cluster.kill(member);
      }
    } catch (ClusterException e) {
      if (cluster.isRunning(member)) {
        throw e;
      }
    }
  }

  /** Starts those that do not run, and waits until all take part. */
  static void restart(Cluster cluster, List<String> members)
      throws ClusterException, InterruptedException {
    for (String member : members) {
      if (!cluster.isRunning(member)) {
        cluster.launch(member);
      }
    }
    for (String member : members) {
      cluster.awaitServing(member);
    }
  }

  /** Waits for those that another fault has not ended; it brings its own back. */
  static void awaitReadyWhereRunning(Cluster cluster, List<String> nodes)
      throws ClusterException, InterruptedException {
    for (String node : nodes) {
      if (cluster.isRunning(node) && !cluster.isPaused(node)) {
        cluster.awaitReady(node);
      }
    }
  }

  /** Waits until a node has halted by itself, as it must; the exception says that it did not. */
  static void awaitHalt(Cluster cluster, String node, Set<Integer> exitCodes, String why)
      throws ClusterException, InterruptedException {
    await(
        FaultLimits.HALT_MAX, node + " must halt, because " + why, () -> !cluster.isRunning(node));
    Optional<Integer> exitCode = cluster.exitCode(node);
    if (exitCode.isPresent() && !exitCodes.contains(exitCode.get())) {
      throw new ClusterException(
          node
              + " halted with exit code "
              + exitCode.get()
              + " and not "
              + exitCodes
              + ", though "
              + why);
    }
  }

  /** A look at the world outside. */
  interface Condition {
    boolean holds() throws ClusterException, InterruptedException;
  }

  static void await(Duration patience, String what, Condition condition)
      throws ClusterException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() >= deadline) {
        throw new ClusterException("waited " + patience.toSeconds() + " s in vain: " + what);
      }
      TimeUnit.NANOSECONDS.sleep(FaultLimits.LOOK_EVERY.toNanos());
    }
  }
}
