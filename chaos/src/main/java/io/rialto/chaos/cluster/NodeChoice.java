package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which member a user means: a number ({@code 1}), an id ({@code n1}, {@code quote-proxy}), {@code
 * leader}, or {@code follower} for any node that runs and does not lead.
 */
public final class NodeChoice {

  private NodeChoice() {}

  /** The member's id; the exception names what there is. */
  public static String resolve(String said, ProcessCluster cluster)
      throws ClusterException, InterruptedException {
    String word = said.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "leader" -> leader(cluster);
      case "follower" -> follower(cluster);
      default -> named(word, cluster);
    };
  }

  private static String named(String word, ProcessCluster cluster) throws ClusterException {
    String id = word.matches("[0-9]+") ? "n" + word : word;
    List<String> members = cluster.members();
    if (!members.contains(id)) {
      throw new ClusterException(
          "no "
              + word
              + " in this cluster; there are "
              + String.join(", ", members)
              + ", leader, follower");
    }
    return id;
  }

  private static String leader(ProcessCluster cluster)
      throws ClusterException, InterruptedException {
    try (NodeStatuses statuses = new NodeStatuses(cluster.file())) {
      return statuses
          .awaitReadyLeader(ClusterLimits.LEADER_MAX)
          .orElseThrow(
              () ->
                  new ClusterException(
                      "no node has said for "
                          + ClusterLimits.LEADER_MAX.toSeconds()
                          + " s that it leads"));
    }
  }

  private static String follower(ProcessCluster cluster)
      throws ClusterException, InterruptedException {
    String leader = leader(cluster);
    Optional<String> follower =
        cluster.file().nodes().stream()
            .map(ClusterFile.Node::id)
            .filter(id -> !id.equals(leader) && cluster.isRunning(id))
            .findFirst();
    return follower.orElseThrow(() -> new ClusterException("no follower is running"));
  }
}
