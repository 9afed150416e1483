package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rialto.chaos.check.Judgement;
import io.rialto.chaos.cluster.ClusterKind;
import io.rialto.chaos.cluster.Programs;
import io.rialto.chaos.report.ReportJson;
import io.rialto.chaos.report.ReportPage;
import io.rialto.chaos.report.RunReport;
import io.rialto.chaos.report.RunText;
import io.rialto.chaos.run.ChaosPlan;
import io.rialto.chaos.run.ChaosRun;
import io.rialto.chaos.run.Scenario;
import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chaos}. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a cluster of its own, lets many users trade on it, breaks it in as many ways as this"
          + " machine has, mends it, and proves from the outside that every promise held.",
      "Ends by itself, or earlier in good order by Ctrl-C, and leaves no process behind."
    },
    exitCodeOnExecutionException = ExitCodes.NO_VERDICT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:pass: every promise held, and enough was done to say so",
      "1:fail: something happened that must not; or unknown, which is not a pass",
      "2:bad options",
      "3:it could not be carried through, so there is no verdict"
    })
final class ChaosVerb implements Callable<Integer> {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  @Spec private CommandSpec spec;

  @Option(names = "--list", description = "List the scenarios and end.")
  private boolean list;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "everything",
      description = "What is broken: see --list (default: ${DEFAULT-VALUE}).")
  private String scenario;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "For how long things are broken (default: the scenario's).")
  private Integer seconds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of schedule, workload and prices (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--cluster",
      paramLabel = "KIND",
      defaultValue = "processes",
      description = "In what the nodes run (default: ${DEFAULT-VALUE}).")
  private String cluster;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes, 3 to 7 (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Where history, logs and report are written; must not exist"
              + " (default: .rialto/chaos/SCENARIO-SEED-TIME).")
  private Path directory;

  @Option(names = "--keep", description = "Keep the nodes' data too.")
  private boolean keep;

  @Option(names = "--json", description = "Print the outcome as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (list) {
      printList();
      return ExitCodes.DONE;
    }
    boolean symbols = Charset.defaultCharset().name().startsWith("UTF");
    try {
      Path root = ClusterFile.root();
      ChaosPlan plan = validPlan(root);
      ChaosView view = new ChaosView(System.err, Terminal.isStandardError(), symbols);
      try (ChaosRun run = new ChaosRun(plan, Programs.below(root), view)) {
        RunReport report = run.run();
        print(report, write(report, plan.directory()), symbols);
        return report.judgement() == Judgement.PASS ? ExitCodes.DONE : ExitCodes.FAILED;
      }
    } catch (IOException e) {
      spec.commandLine().getErr().println("chaos: " + e.getMessage());
      return ExitCodes.NO_VERDICT;
    }
  }

  private ChaosPlan validPlan(Path root) throws IOException {
    try {
      return plan(root);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ChaosPlan plan(Path root) throws IOException {
    Scenario chosen =
        Scenario.named(scenario)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no scenario " + scenario + "; there are " + scenarioNames()));
    Path folder =
        directory != null
            ? directory
            : root.resolve(
                Path.of(
                    ".rialto",
                    "chaos",
                    chosen.word() + "-" + seed + "-" + MOMENT.format(LocalDateTime.now())));
    if (Files.exists(folder)) {
      throw new IOException(folder + " exists already: name another --directory");
    }
    return new ChaosPlan(
        chosen,
        seconds == null ? chosen.seconds() : seconds,
        seed,
        clusterKind(),
        nodes,
        folder,
        keep);
  }

  private ClusterKind clusterKind() {
    return Arrays.stream(ClusterKind.values())
        .filter(kind -> word(kind).equals(cluster))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no cluster of "
                        + cluster
                        + "; there are "
                        + Arrays.stream(ClusterKind.values())
                            .map(ChaosVerb::word)
                            .collect(Collectors.joining(", "))));
  }

  private static String word(ClusterKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String scenarioNames() {
    return Arrays.stream(Scenario.values()).map(Scenario::word).collect(Collectors.joining(", "));
  }

  private static Path write(RunReport report, Path directory) throws IOException {
    Path page = directory.resolve("report.html");
    Files.writeString(page, ReportPage.html(report));
    Files.writeString(
        directory.resolve("report.json"),
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(ReportJson.whole(report, page)));
    return page;
  }

  private void print(RunReport report, Path page, boolean symbols) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReportJson.summary(report, page));
    } else {
      out.print(new RunText(Terminal.isStandardOutput(), symbols).text(report, page));
      out.println(
          report.judgement() == Judgement.PASS
              ? "Next: open it in a browser, or ./rialto chaos --list for one thing at a time"
              : "Next: open it in a browser; again: " + report.settings().repeat());
    }
    out.flush();
  }

  private void printList() {
    PrintWriter out = spec.commandLine().getOut();
    for (Scenario each : Scenario.values()) {
      out.printf(Locale.ROOT, "%-20s %4d s  %s%n", each.word(), each.seconds(), each.title());
    }
    out.println("Next: ./rialto chaos --scenario leader-killed; pages: docs/scenarios");
    out.flush();
  }
}
