package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ProcessCluster;
import picocli.CommandLine.Command;

/** {@code cluster restart}. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description =
        "Starts a process that is gone, or kills and starts one that runs; returns when it takes part.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:could not be done", "2:bad options"})
final class ClusterRestartVerb extends MemberVerb {

  @Override
  String done() {
    return "restarted";
  }

  @Override
  String next(String id) {
    return "./rialto cluster status";
  }

  @Override
  void act(ProcessCluster cluster, String id) throws ClusterException, InterruptedException {
    if (cluster.isRunning(id)) {
      cluster.kill(id);
    }
    cluster.launch(id);
    cluster.awaitServing(id);
  }
}
