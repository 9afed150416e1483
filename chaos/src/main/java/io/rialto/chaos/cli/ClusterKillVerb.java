package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ProcessCluster;
import picocli.CommandLine.Command;

/** {@code cluster kill}. */
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description = "Ends a process with SIGKILL, as a power cut would; returns when it is gone.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:could not be done", "2:bad options"})
final class ClusterKillVerb extends MemberVerb {

  @Override
  String done() {
    return "killed";
  }

  @Override
  String next(String id) {
    return "./rialto cluster status, then ./rialto cluster restart " + id;
  }

  @Override
  void act(ProcessCluster cluster, String id) throws ClusterException {
    cluster.kill(id);
  }
}
