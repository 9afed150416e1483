package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeStatuses;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.cli.ClusterFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Settles who is hit, by a target and a seed: what the seed decides does not depend on when it is
 * asked, only on who leads then.
 */
final class MemberChoice {

  private final Cluster cluster;
  private final Target target;
  private final long seed;

  MemberChoice(Cluster cluster, Target target, long seed) {
    this.cluster = cluster;
    this.target = target;
    this.seed = seed;
  }

  List<String> members() throws ClusterException, InterruptedException {
    return switch (target) {
      case LEADER -> List.of(leader());
      case FOLLOWER -> List.of(followers().get(0));
      case MINORITY -> shuffled(nodes()).subList(0, (nodes().size() - 1) / 2);
      case ALL -> nodes();
      case QUOTE_PROXY -> List.of(ProcessCluster.QUOTE_PROXY);
      case QUOTE_SOURCE -> List.of(ProcessCluster.QUOTE_SIMULATOR);
    };
  }

  private List<String> nodes() {
    return cluster.file().nodes().stream().map(ClusterFile.Node::id).toList();
  }

  private String leader() throws ClusterException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      return statuses
          .awaitReadyLeader(FaultLimits.LEADER_MAX)
          .orElseThrow(
              () ->
                  new ClusterException(
                      "no node has said for "
                          + FaultLimits.LEADER_MAX.toSeconds()
                          + " s that it leads"));
    }
  }

  private List<String> followers() throws ClusterException, InterruptedException {
    String leader = leader();
    return shuffled(nodes().stream().filter(id -> !id.equals(leader)).toList());
  }

  private List<String> shuffled(List<String> ids) {
    List<String> shuffled = new ArrayList<>(ids);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }
}
