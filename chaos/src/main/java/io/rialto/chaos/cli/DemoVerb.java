package io.rialto.chaos.cli;

import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.demo.Demo;
import io.rialto.chaos.demo.DemoOutcome;
import io.rialto.chaos.demo.DemoPlan;
import io.rialto.chaos.demo.DemoText;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a cluster of its own, replays a workload, kills the leader in the middle with SIGKILL,"
          + " brings it back, and checks from outside that nothing was lost and nothing was doubled.",
      "Ends by itself and leaves no process behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every point of the verdict holds",
      "1:some point does not hold",
      "2:bad options",
      "3:it could not be carried through, so there is no verdict"
    })
final class DemoVerb implements Callable<Integer> {

  private static final Path WORKLOAD = Path.of("workloads", "files", "demo.txt");

  @Spec private CommandSpec spec;

  @Option(
      names = "--workload",
      paramLabel = "FILE",
      description = "The workload to replay (default: workloads/files/demo.txt).")
  private Path workload;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often the leader is killed, spread evenly (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Mixin private SimulatorOptions simulator;

  @Option(names = "--keep", description = "Keep the cluster's folder: data, logs, audit log.")
  private boolean keep;

  @Option(names = "--json", description = "Print the outcome as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    boolean symbols = Charset.defaultCharset().name().startsWith("UTF");
    try {
      Path root = ClusterFile.root();
      DemoPlan plan =
          new DemoPlan(
              workload == null ? root.resolve(WORKLOAD) : workload,
              nodes,
              kills,
              simulator.delayScale(),
              simulator.seed(),
              keep);
      DemoView view = new DemoView(System.err, Terminal.isStandardError(), symbols);
      DemoOutcome outcome = new Demo(plan, Programs.below(root), view).run();
      print(outcome, symbols);
      return outcome.verdict().holds() ? ExitCodes.DONE : ExitCodes.FAILED;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      spec.commandLine().getErr().println("demo: " + e.getMessage());
      return ExitCodes.NO_VERDICT;
    }
  }

  private void print(DemoOutcome outcome, boolean symbols) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(DemoText.json(outcome));
    } else {
      out.print(new DemoText(Terminal.isStandardOutput(), symbols).text(outcome));
      out.println(
          outcome.verdict().holds()
              ? "Next: ./rialto demo --kills 3, or a cluster to keep: ./rialto cluster up"
              : "Next: ./rialto demo --keep --seed "
                  + outcome.plan().seed()
                  + ", to look into its logs");
    }
    out.flush();
  }
}
