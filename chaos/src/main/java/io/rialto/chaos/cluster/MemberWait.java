package io.rialto.chaos.cluster;

import io.rialto.proto.cluster.NodeStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for what members bring about, as long as those run that it takes. */
final class MemberWait {

  /** A look at the world outside. */
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  private final Cluster cluster;

  MemberWait(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Waits until something holds; gives up at once when a member ends that it needs. */
  void await(String what, List<String> needed, Condition condition)
      throws ClusterException, InterruptedException {
    long deadline = System.nanoTime() + ClusterLimits.START_MAX.toNanos();
    while (!condition.holds()) {
      for (String member : needed) {
        if (!cluster.isRunning(member)) {
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
                + cluster.log(needed.get(0)).getParent());
      }
      TimeUnit.NANOSECONDS.sleep(ClusterLimits.LOOK_EVERY.toNanos());
    }
  }

  /** Waits until a node leads and all nodes take part. */
  void awaitService(Consumer<String> progress) throws ClusterException, InterruptedException {
    List<String> nodes = cluster.nodes();
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      await("a leader", nodes, () -> statuses.readyLeader().isPresent());
      progress.accept(statuses.readyLeader().orElse("a node") + " leads and answers");
      await("all nodes to take part", nodes, statuses::allReady);
    }
  }

  void awaitReady(String node) throws ClusterException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      await(
          node + " to be ready",
          List.of(node),
          () ->
              Optional.ofNullable(statuses.all().get(node))
                  .map(NodeStatus::getReady)
                  .orElse(false));
    }
  }

  void awaitListening(String member) throws ClusterException, InterruptedException {
    List<String> endpoints = ClusterLayout.endpoints(cluster.file(), member);
    await(
        member + " to listen", List.of(member), () -> endpoints.stream().allMatch(Ports::answers));
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
