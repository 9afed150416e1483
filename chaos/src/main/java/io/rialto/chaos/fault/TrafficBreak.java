package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.Network;
import io.rialto.chaos.cluster.Partition;
import io.rialto.chaos.cluster.Traffic;
import io.rialto.chaos.cluster.Way;
import java.io.IOException;
import java.util.List;

/** Treats everything badly that members send and receive; mended by straight ways. */
final class TrafficBreak implements Break {

  private final Cluster cluster;
  private final Network network;
  private final Traffic traffic;

  TrafficBreak(Cluster cluster, Network network, Traffic traffic) {
    this.cluster = cluster;
    this.network = network;
    this.traffic = traffic;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    for (Way way : Partition.ways(cluster.nodes())) {
      if (members.contains(way.from()) || members.contains(way.to())) {
        network.shape(way.from(), way.to(), traffic);
      }
    }
  }

  @Override
  public void heal(List<String> members) throws IOException, InterruptedException {
    network.heal();
    Members.awaitReadyWhereRunning(cluster, cluster.nodes());
  }
}
