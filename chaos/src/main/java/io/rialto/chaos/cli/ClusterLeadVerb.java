package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.NodeOrders;
import io.rialto.chaos.cluster.ProcessCluster;
import picocli.CommandLine.Command;

/** {@code cluster lead}. */
@Command(
    name = "lead",
    mixinStandardHelpOptions = true,
    description = "Has the leader hand over to a node; returns when that one leads.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:could not be done", "2:bad options"})
final class ClusterLeadVerb extends MemberVerb {

  @Override
  String done() {
    return "made leader";
  }

  @Override
  String next(String id) {
    return "./rialto cluster status";
  }

  @Override
  void act(ProcessCluster cluster, String id) throws ClusterException, InterruptedException {
    requireNode(cluster, id);
    try (NodeOrders orders = new NodeOrders(cluster.file())) {
      orders.lead(id);
    }
  }
}
