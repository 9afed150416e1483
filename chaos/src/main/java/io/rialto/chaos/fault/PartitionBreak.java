package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.Network;
import io.rialto.chaos.cluster.Partition;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;

/** Cuts ways between nodes; mended by straight ways, and when all nodes take part again. */
final class PartitionBreak implements Break {

  private final Cluster cluster;
  private final Network network;
  private final BiFunction<List<String>, List<String>, Partition> tear;

  /**
   * @param tear from all nodes and those that are hit to what is cut
   */
  PartitionBreak(
      Cluster cluster, Network network, BiFunction<List<String>, List<String>, Partition> tear) {
    this.cluster = cluster;
    this.network = network;
    this.tear = tear;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    tear.apply(cluster.nodes(), members).cut(network);
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    network.heal();
    Members.awaitReadyWhereRunning(cluster, cluster.nodes());
  }
}
