package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeOrders;
import io.rialto.chaos.cluster.ProcessCluster;
import picocli.CommandLine.Command;

/** {@code cluster snapshot}. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description = "Has a node take a snapshot now; returns when it is on its disk.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:could not be done", "2:bad options"})
final class ClusterSnapshotVerb extends MemberVerb {

  @Override
  String done() {
    return "took a snapshot of";
  }

  @Override
  String next(String id) {
    return "./rialto cluster status --json shows each node's snapshotLogIndex";
  }

  @Override
  void act(ProcessCluster cluster, String id) throws ClusterException, InterruptedException {
    requireNode(cluster, id);
    try (NodeOrders orders = new NodeOrders(cluster.file())) {
      orders.takeSnapshot(id);
    }
  }
}
