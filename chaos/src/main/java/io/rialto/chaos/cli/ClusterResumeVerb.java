package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ProcessCluster;
import picocli.CommandLine.Command;

/** {@code cluster resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets a paused process go on, with SIGCONT.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:could not be done", "2:bad options"})
final class ClusterResumeVerb extends MemberVerb {

  @Override
  String done() {
    return "resumed";
  }

  @Override
  String next(String id) {
    return "./rialto cluster status";
  }

  @Override
  void act(ProcessCluster cluster, String id) throws ClusterException {
    cluster.resume(id);
  }
}
