package io.rialto.chaos.cluster;

import com.google.protobuf.ByteString;
import io.rialto.client.cli.ClusterFile;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import io.rialto.proto.quotes.QuoteProxyStatus;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a cluster is at a moment.
 *
 * @param leader the node that leads and is ready; empty if none is
 * @param term the highest that a node knows
 * @param hashes what the answering nodes hold, at one log index
 * @param quoteFigures what the quote proxy says of itself; empty if it does not answer
 */
public record ClusterReport(
    String clusterId,
    Optional<String> leader,
    long term,
    HashComparison hashes,
    List<Node> nodes,
    Service quoteProxy,
    Service quoteSimulator,
    Optional<QuoteProxyStatus> quoteFigures) {

  /**
   * One node.
   *
   * @param alive its process runs
   * @param status empty if it does not answer
   * @param lag log entries that it has applied less than the node that has most
   */
  public record Node(
      String id,
      String endpoint,
      long processId,
      boolean alive,
      boolean paused,
      Optional<NodeStatus> status,
      long lag,
      String log) {

    /** LEADER, FOLLOWER or CANDIDATE; else why there is none. */
    public String role() {
      if (!alive) {
        return "DOWN";
      }
      if (paused) {
        return "PAUSED";
      }
      return status.map(NodeStatus::getRole).map(Role::name).orElse("SILENT");
    }

    public boolean ready() {
      return status.map(NodeStatus::getReady).orElse(false);
    }

    /** The hash after what it has applied, in hexadecimal digits; empty if it does not answer. */
    public String hash() {
      ByteString hash = status.map(NodeStatus::getHash).orElse(ByteString.EMPTY);
      return HexFormat.of().formatHex(hash.toByteArray());
    }
  }

  /** The quote proxy or the simulated quote server. */
  public record Service(
      String endpoint, long processId, boolean alive, boolean paused, String log) {}

  /** Whether one node leads, every node takes part, and all hold the same. */
  public boolean isHealthy() {
    return leader.isPresent() && nodes.stream().allMatch(Node::ready) && hashes.agrees();
  }

  /** Looks at a cluster. */
  public static ClusterReport of(ProcessCluster cluster) throws InterruptedException {
    ClusterFile file = cluster.file();
    try (NodeStatuses statuses = new NodeStatuses(file)) {
      HashComparison hashes = statuses.compareHashes();
      Map<String, NodeStatus> answers = statuses.all();
      long applied =
          answers.values().stream().mapToLong(NodeStatus::getAppliedLogIndex).max().orElse(0);
      List<Node> nodes = new ArrayList<>();
      for (ClusterFile.Node node : file.nodes()) {
        nodes.add(node(node, cluster, Optional.ofNullable(answers.get(node.id())), applied));
      }
      return new ClusterReport(
          file.clusterId(),
          NodeStatuses.readyLeader(answers),
          answers.values().stream().mapToLong(NodeStatus::getTerm).max().orElse(0),
          hashes,
          nodes,
          service(file.quoteProxy(), ProcessCluster.QUOTE_PROXY, cluster),
          service(file.quoteSimulator(), ProcessCluster.QUOTE_SIMULATOR, cluster),
          quoteFigures(cluster));
    }
  }

  private static Optional<QuoteProxyStatus> quoteFigures(ProcessCluster cluster) {
    boolean answers =
        cluster.isRunning(ProcessCluster.QUOTE_PROXY)
            && !cluster.isPaused(ProcessCluster.QUOTE_PROXY);
    return answers ? QuoteProxies.statusIfItAnswers(cluster.file()) : Optional.empty();
  }

  private static Node node(
      ClusterFile.Node node, ProcessCluster cluster, Optional<NodeStatus> status, long applied) {
    return new Node(
        node.id(),
        node.endpoint(),
        node.processId(),
        cluster.isRunning(node.id()),
        cluster.isPaused(node.id()),
        status,
        status.map(answer -> applied - answer.getAppliedLogIndex()).orElse(0L),
        node.log());
  }

  private static Service service(ClusterFile.Service service, String id, ProcessCluster cluster) {
    if (service == null) {
      return null;
    }
    return new Service(
        service.endpoint(),
        service.processId(),
        cluster.isRunning(id),
        cluster.isPaused(id),
        service.log());
  }
}
