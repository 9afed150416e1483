package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.ClusterPlan;
import io.rialto.chaos.cluster.ClusterReport;
import io.rialto.chaos.cluster.ProcessCluster;
import io.rialto.chaos.cluster.Programs;
import io.rialto.client.cli.ClusterFile;
import io.rialto.proto.quotes.SpeedPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cluster up}. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a simulated quote server, a quote proxy and the nodes as processes that go on by"
          + " themselves, and makes them the current cluster. Returns when a leader answers.",
      "A cluster that was stopped is started again on its data."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a leader answers",
      "1:one is up there already, or it could not be started; what was started is stopped",
      "2:bad options"
    })
final class ClusterUpVerb implements Callable<Integer> {

  private static final int NODES = 3;
  private static final long SEED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the data of all nodes below DIR, and the cluster's other files there too unless"
              + " --cluster says where.")
  private Path data;

  @Option(
      names = "--cluster",
      paramLabel = "DIR",
      description = "The cluster's directory (default: the one of --data, or .rialto/cluster).")
  private Path directory;

  @Option(names = "--nodes", paramLabel = "N", description = "How many nodes (default: 3).")
  private Integer nodes;

  @Option(
      names = "--delay-scale",
      paramLabel = "X",
      description =
          "Multiply the simulated quote server's delays by X: 1 is like the real one, 0 is none"
              + " (default: 1).")
  private Double delayScale;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the simulated quote server's prices and delays (default: 1).")
  private Long seed;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      converter = QuotePolicy.class,
      description = {
        "How many hits the quote proxy makes to be quick: thrifty, hedged or eager",
        "(default: thrifty)."
      })
  private SpeedPolicy policy;

  @Option(names = "--json", description = "Print the cluster's status as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter error = spec.commandLine().getErr();
    try {
      ProcessCluster cluster = lay(line -> ClusterChoice.say(error, line));
      start(cluster);
      ClusterFile.makeCurrent(ClusterFile.root(), cluster.directory());
      print(cluster);
      return ExitCodes.DONE;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      error.println("cluster up: " + e.getMessage());
      return ExitCodes.FAILED;
    }
  }

  private ProcessCluster lay(Consumer<String> progress) throws IOException {
    Programs programs = Programs.below(ClusterFile.root());
    Path place = place();
    if (!Files.exists(place.resolve(ClusterFile.NAME))) {
      return ProcessCluster.create(plan(place), programs, progress);
    }
    ProcessCluster cluster = ProcessCluster.open(place, programs, progress);
    refuseIfUp(cluster);
    refuseIfOther(cluster.file());
    cluster.setQuotes(
        Optional.ofNullable(delayScale), Optional.ofNullable(seed), Optional.ofNullable(policy));
    progress.accept("starting the cluster in " + place + " again, on its data");
    return cluster;
  }

  private Path place() {
    if (directory != null) {
      return directory.toAbsolutePath().normalize();
    }
    return data != null
        ? data.toAbsolutePath().normalize()
        : ClusterFile.root().resolve(".rialto").resolve("cluster");
  }

  private ClusterPlan plan(Path place) {
    return new ClusterPlan(
            place,
            data == null ? place : data,
            nodes == null ? NODES : nodes,
            delayScale == null ? 1 : delayScale,
            seed == null ? SEED : seed,
            false)
        .withQuotePolicy(policy == null ? SpeedPolicy.THRIFTY : policy);
  }

  private static void refuseIfUp(ProcessCluster cluster) throws ClusterException {
    List<String> running = cluster.running();
    if (!running.isEmpty()) {
      throw new ClusterException(
          "a cluster is up already in "
              + cluster.directory()
              + " (running: "
              + String.join(", ", running)
              + "): ./rialto cluster status, or ./rialto cluster down first");
    }
  }

  private void refuseIfOther(ClusterFile existing) throws ClusterException {
    if (nodes != null && nodes != existing.nodes().size()) {
      throw new ClusterException(
          "the cluster there has " + existing.nodes().size() + " nodes, not " + nodes);
    }
    if (data != null
        && !data.toAbsolutePath().normalize().equals(Path.of(existing.dataDirectory()))) {
      throw new ClusterException("the cluster there has its data in " + existing.dataDirectory());
    }
  }

  /** Starts it whole or not at all, also if this process is told to end meanwhile. */
  private static void start(ProcessCluster cluster) throws ClusterException, InterruptedException {
    AtomicBoolean settled = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopUnless(settled, cluster), "undo-cluster-up"));
    try {
      cluster.start();
      settled.set(true);
    } finally {
      if (settled.compareAndSet(false, true)) {
        cluster.stop();
      }
    }
  }

  private static void stopUnless(AtomicBoolean settled, ProcessCluster cluster) {
    if (settled.compareAndSet(false, true)) {
      try {
        cluster.stopByForce();
      } catch (ClusterException e) {
        System.err.println("cluster up: " + e.getMessage());
      }
    }
  }

  private void print(ProcessCluster cluster) throws InterruptedException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    ClusterReport report = ClusterReport.of(cluster);
    if (json) {
      ObjectNode object = ClusterReportText.json(report);
      object.put("directory", cluster.directory().toString());
      out.println(new ObjectMapper().writeValueAsString(object));
    } else {
      out.print(ClusterReportText.table(report));
      out.println(
          "Next: ./rialto add alice 1000, ./rialto buy alice ABC 200, ./rialto cluster kill leader");
    }
    out.flush();
  }
}
