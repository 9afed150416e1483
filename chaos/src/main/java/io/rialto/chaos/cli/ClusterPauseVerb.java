package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ProcessCluster;
import picocli.CommandLine.Command;

/** {@code cluster pause}. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Stops a process in its tracks with SIGSTOP: it answers nobody and does not end.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:could not be done", "2:bad options"})
final class ClusterPauseVerb extends MemberVerb {

  @Override
  String done() {
    return "paused";
  }

  @Override
  String next(String id) {
    return "./rialto cluster status, then ./rialto cluster resume " + id;
  }

  @Override
  void act(ProcessCluster cluster, String id) throws ClusterException {
    cluster.pause(id);
  }
}
