package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.ClusterReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cluster status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows each node's role, term and log index, and compares what they hold at one log index.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a node leads, all take part, and all hold the same",
      "1:there is no cluster, or it is not whole",
      "2:bad options"
    })
final class ClusterStatusVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ClusterChoice choice;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter error = spec.commandLine().getErr();
    try {
      ClusterReport report = ClusterReport.of(choice.open(error));
      out.print(
          json
              ? ClusterReportText.json(report) + System.lineSeparator()
              : ClusterReportText.table(report));
      out.flush();
      return report.isHealthy() ? ExitCodes.DONE : ExitCodes.FAILED;
    } catch (IOException e) {
      error.println("cluster status: " + e.getMessage());
      return ExitCodes.FAILED;
    }
  }
}
