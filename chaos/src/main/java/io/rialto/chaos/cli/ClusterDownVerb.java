package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cluster down}. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = {
      "Stops all processes of the cluster, with SIGTERM and after a while SIGKILL; returns when all"
          + " are gone. Its data stays."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all are gone",
      "1:there is no cluster, or it could not be stopped",
      "2:bad options"
    })
final class ClusterDownVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClusterChoice choice;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter error = spec.commandLine().getErr();
    try {
      ProcessCluster cluster = choice.open(error);
      int running = cluster.running().size();
      cluster.stop();
      ClusterFile.forgetCurrent(ClusterFile.root(), cluster.directory());
      if (json) {
        out.println("{\"stopped\":" + running + "}");
      } else {
        out.println(
            "stopped "
                + running
                + " processes; the data stays in "
                + cluster.file().dataDirectory());
        out.println("Next: " + ClusterChoice.startAgain(cluster));
      }
      out.flush();
      return ExitCodes.DONE;
    } catch (IOException e) {
      error.println("cluster down: " + e.getMessage());
      return ExitCodes.FAILED;
    }
  }
}
