package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.Folders;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings back a node that has lost its data, as the runbook says: on an empty directory, and not
 * before all others hold everything that was acknowledged. The lost node may have been one of two
 * that held an entry, and it has forgotten its votes: with one that lags it would be a majority.
 */
final class NodeReplacement {

  private final Cluster cluster;
  private final String node;

  NodeReplacement(Cluster cluster, String node) {
    this.cluster = cluster;
    this.node = node;
  }

  /** Ends the node if it still runs; its data is gone for ever. */
  void clear() throws IOException {
    Members.kill(cluster, node);
    Folders.empty(cluster.dataDirectory(node));
  }

  void bringBack() throws ClusterException, InterruptedException {
    awaitOthersWhole();
    cluster.launchBlank(node);
    cluster.awaitReady(node);
  }

  private void awaitOthersWhole() throws ClusterException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      long acknowledged = awaitCommitted(statuses);
      Members.await(
          FaultLimits.LEADER_MAX,
          "all but " + node + " to apply log index " + acknowledged,
          () -> {
            Map<String, NodeStatus> answers = statuses.all();
            return others().stream().allMatch(other -> isAt(answers.get(other), acknowledged));
          });
    }
  }

  /** What a leader that is ready has committed: all that was ever acknowledged is at or below. */
  private long awaitCommitted(NodeStatuses statuses) throws ClusterException, InterruptedException {
    AtomicLong committed = new AtomicLong();
    Members.await(
        FaultLimits.LEADER_MAX,
        "a leader, before " + node + " is replaced",
        () -> {
          statuses.all().values().stream()
              .filter(status -> status.getRole() == Role.LEADER && status.getReady())
              .forEach(leader -> committed.set(leader.getCommitLogIndex()));
          return committed.get() > 0;
        });
    return committed.get();
  }

  private static boolean isAt(NodeStatus status, long logIndex) {
    return status != null && status.getAppliedLogIndex() >= logIndex;
  }

  private List<String> others() {
    return cluster.nodes().stream().filter(other -> !other.equals(node)).toList();
  }
}
