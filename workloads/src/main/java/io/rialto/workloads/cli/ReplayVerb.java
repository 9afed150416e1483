package io.rialto.workloads.cli;

import io.rialto.client.cli.ClusterFile;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.workloads.MalformedLine;
import io.rialto.workloads.ReplayOptions;
import io.rialto.workloads.ReplayReport;
import io.rialto.workloads.Replayer;
import io.rialto.workloads.ReportTable;
import io.rialto.workloads.WorkloadLimits;
import io.rialto.workloads.WorkloadReader;
import io.rialto.workloads.WorkloadSurvey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay FILE}. */
@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Sends a workload file to the cluster: a user's commands in file order, users side by side,"
          + " the administrator's DUMPLOG last; then streams the audit log and counts its events.",
      "Prints a table of latencies by command. A malformed line is reported and counted, and the"
          + " rest goes on."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every well-formed line was answered (a rejection is an answer)",
      "1:some was not, or the audit log could not be read or written",
      "2:nothing was sent: bad options, unreadable file, no cluster, or --strict and a malformed line"
    })
final class ReplayVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The workload file.")
  private Path file;

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      description = "The cluster's directory; without it the current cluster.")
  private Path cluster;

  @Option(
      names = "--endpoints",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Nodes to talk to, instead of a cluster on this machine.")
  private List<String> endpoints = List.of();

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "Commands of one user under way at once (default: " + WorkloadLimits.WINDOW + ").")
  private int window = WorkloadLimits.WINDOW;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "Commands a second, sent when due whatever the answers do; latency then counts from"
              + " when a command was due (default: as fast as the windows allow).")
  private double rate;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description = "How long a command is sent again while nothing happens to it (default: 120).")
  private long patienceSeconds = WorkloadLimits.PATIENCE.toSeconds();

  @Option(
      names = "--dump",
      paramLabel = "FILE",
      description = "Write the audit log there; a workload never says where.")
  private Path dump;

  @Option(names = "--strict", description = "Stop at a malformed line, before anything is sent.")
  private boolean strict;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter error = spec.commandLine().getErr();
    ReplayOptions options;
    List<String> nodes;
    Optional<WorkloadSurvey> survey;
    try {
      options = options();
      survey = survey();
      if (strict && isRefused(survey, error)) {
        return ExitCodes.USAGE;
      }
      nodes = endpoints();
    } catch (IOException | IllegalArgumentException fault) {
      error.println("replay: " + Messages.of(fault));
      return ExitCodes.USAGE;
    }
    try {
      return replay(nodes, options, survey.map(WorkloadSurvey::wellFormed).orElse(-1L));
    } catch (IOException fault) {
      error.println("replay: stopped reading in the middle: " + Messages.of(fault));
      return ExitCodes.INCOMPLETE;
    }
  }

  private ReplayOptions options() {
    if (patienceSeconds < 0) {
      throw new IllegalArgumentException("patience " + patienceSeconds + " is not 0 or more");
    }
    return new ReplayOptions(
        window, rate, Duration.ofSeconds(patienceSeconds), Optional.ofNullable(dump));
  }

  /** Looks through the file; empty for a pipe, which can be read only once. */
  private Optional<WorkloadSurvey> survey() throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      if (strict) {
        throw new IOException("--strict reads the file twice, and " + file + " is no regular file");
      }
      return Optional.empty();
    }
    try (WorkloadReader reader = WorkloadReader.open(file)) {
      return Optional.of(WorkloadSurvey.of(reader));
    }
  }

  private static boolean isRefused(Optional<WorkloadSurvey> survey, PrintWriter error) {
    Optional<MalformedLine> fault = survey.flatMap(WorkloadSurvey::firstMalformed);
    fault.ifPresent(
        line -> error.println("malformed " + line + System.lineSeparator() + "nothing was sent"));
    return fault.isPresent();
  }

  private List<String> endpoints() throws IOException {
    if (!endpoints.isEmpty()) {
      return endpoints;
    }
    ClusterFile chosen =
        cluster == null ? ClusterFile.current(ClusterFile.root()) : ClusterFile.load(cluster);
    return chosen.endpoints();
  }

  private int replay(List<String> nodes, ReplayOptions options, long total)
      throws IOException, InterruptedException {
    PrintWriter error = spec.commandLine().getErr();
    ReplayReport report;
    try (RialtoClient client = RialtoClient.connect(clientOptions(nodes));
        WorkloadReader reader = WorkloadReader.open(file);
        ReplayView view = new ReplayView(style(total), error, total)) {
      report = new Replayer(client, reader, options, view).run();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReportTable.json(report));
    } else {
      out.print(ReportTable.text(report));
      out.println(
          report.isComplete()
              ? "Next: ./rialto summary --all, or ./rialto dumplog FILE for the audit log."
              : "Next: ./rialto cluster status shows which nodes answer.");
    }
    out.flush();
    return report.isComplete() ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
  }

  /** The client's deadline is the patience: so the client itself keeps a user's order meanwhile. */
  private ClientOptions clientOptions(List<String> nodes) {
    ClientOptions standard = ClientOptions.of(nodes);
    Duration deadline = Duration.ofSeconds(Math.max(1, patienceSeconds));
    return new ClientOptions(nodes, deadline, standard.commandsInFlightMax());
  }

  private ReplayView.Style style(long total) {
    if (quiet) {
      return ReplayView.Style.QUIET;
    }
    return StandardError.isTerminal() && total >= 0 ? ReplayView.Style.BAR : ReplayView.Style.LINES;
  }
}
