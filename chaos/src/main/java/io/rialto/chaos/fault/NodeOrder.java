package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.NodeOrders;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Orders an operator may give at any time; they end by themselves, so there is nothing to mend. */
abstract class NodeOrder implements Break {

  private final Cluster cluster;

  private NodeOrder(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Whoever leads hands over to another node. */
  static NodeOrder handOver(Cluster cluster, long seed) {
    return new NodeOrder(cluster) {
      @Override
      void give(NodeOrders orders, String node) throws IOException, InterruptedException {
        List<String> heirs = cluster.nodes().stream().filter(id -> !id.equals(node)).toList();
        orders.lead(heirs.get(new Random(seed).nextInt(heirs.size())));
      }
    };
  }

  static NodeOrder takeSnapshot(Cluster cluster) {
    return new NodeOrder(cluster) {
      @Override
      void give(NodeOrders orders, String node) throws IOException, InterruptedException {
        orders.takeSnapshot(node);
      }
    };
  }

  abstract void give(NodeOrders orders, String node) throws IOException, InterruptedException;

  @Override
  public void inject(List<String> members) throws IOException, InterruptedException {
    try (NodeOrders orders = new NodeOrders(cluster.file())) {
      for (String node : members) {
        give(orders, node);
      }
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    Members.awaitReadyWhereRunning(cluster, cluster.nodes());
  }
}
