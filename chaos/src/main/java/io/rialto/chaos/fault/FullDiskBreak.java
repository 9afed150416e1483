package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.proto.cluster.NodeStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Something else takes every byte of a node's disk: the node must refuse commands, or halt. Mended
 * by room, and a start if it halted. A node that could not write its vote down has lost it, and
 * refuses to start then: it is brought back by the runbook.
 */
final class FullDiskBreak implements Break {

  private static final int IDENTITY = 20;

  private final Cluster cluster;
  private final NodeDisks disks;

  FullDiskBreak(Cluster cluster, NodeDisks disks) {
    this.cluster = cluster;
    this.disks = disks;
  }

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      for (String node : members) {
        disks.of(node).fill();
        Members.await(
            FaultLimits.FULL_DISK_MAX,
            node + " must not call itself ready on a full disk",
            () -> !isReady(statuses.all().get(node)));
      }
    }
  }

  private static boolean isReady(NodeStatus status) {
    return status != null && status.getReady();
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    for (String node : members) {
      disks.of(node).makeRoom();
      bringBack(node);
    }
  }

  private void bringBack(String node) throws IOException, InterruptedException {
    // It may have seen the full disk and be about to halt; what is started from now on must not.
    boolean ranWhileFull = cluster.isRunning(node);
    try {
      Members.restart(cluster, List.of(node));
    } catch (ClusterException ended) {
      if (cluster.isRunning(node)) {
        throw ended;
      }
      if (hasLostItsVote(node)) {
        NodeReplacement replacement = new NodeReplacement(cluster, node);
        replacement.clear();
        replacement.bringBack();
      } else if (ranWhileFull) {
        bringBack(node);
      } else {
        throw ended;
      }
    }
  }

  private boolean hasLostItsVote(String node) throws ClusterException {
    return cluster.exitCode(node).equals(Optional.of(IDENTITY));
  }
}
