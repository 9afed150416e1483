package io.rialto.chaos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cluster}: the parent of the verbs on a cluster of processes. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    description = "Starts, watches, hurts and stops a cluster of processes on this machine.",
    subcommands = {
      ClusterUpVerb.class,
      ClusterDownVerb.class,
      ClusterStatusVerb.class,
      ClusterKillVerb.class,
      ClusterPauseVerb.class,
      ClusterResumeVerb.class,
      ClusterRestartVerb.class,
      ClusterLeadVerb.class,
      ClusterSnapshotVerb.class,
      ClusterLogVerb.class
    })
final class ClusterVerb implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say which: up, down, status, kill, pause, resume, restart, lead, snapshot or log");
  }
}
