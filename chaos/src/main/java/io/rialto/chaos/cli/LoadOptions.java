package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.bench.EtcdPeer;
import io.rialto.chaos.bench.LoadBench;
import io.rialto.chaos.bench.LoadOutcome;
import io.rialto.chaos.bench.LoadPlan;
import io.rialto.chaos.bench.LoadText;
import io.rialto.chaos.bench.NoopCeiling;
import io.rialto.chaos.bench.Upheaval;
import io.rialto.chaos.cluster.ClusterException;
import io.rialto.chaos.cluster.EtcdCluster;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What measurements of a load take, and how they are carried through. */
final class LoadOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "For how long it is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "60",
      description = "Seconds for which the load runs before that (default: ${DEFAULT-VALUE}).")
  private int warmUpSeconds;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "16384",
      description = "Commands under way at most, over all clients (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "4",
      description = "Sessions that the users share (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Users that trade (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--symbols",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Symbols that they trade, each of which costs a lookup a minute (default:"
              + " ${DEFAULT-VALUE}).")
  private int symbols;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Nodes of the cluster (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--heap",
      paramLabel = "MB",
      defaultValue = "1024",
      description = "The Java heap of each node (default: ${DEFAULT-VALUE}).")
  private int heapMegabytes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the commands (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--then",
      paramLabel = "UPHEAVAL",
      description =
          "Afterwards, while the load goes on: ${COMPLETION-CANDIDATES}. restart: kill all nodes and"
              + " start them again; failover: kill the leader. Counts the answers of the first 10 s.")
  private Upheaval then;

  @Option(
      names = "--compare",
      paramLabel = "PEER",
      description =
          "Measure a peer in the same run: ${COMPLETION-CANDIDATES}. noop-ratis: the engine alone"
              + " with entries of the same size, and nodes that do nothing with them. etcd: as many"
              + " nodes of it, with puts of 100 bytes.")
  private LoadPeer peer;

  @Option(names = "--keep", description = "Keep the cluster's folder: data and logs.")
  private boolean keep;

  @Option(names = "--json", description = "Print the figures as one JSON object.")
  private boolean json;

  /**
   * Runs it and prints its figures; returns the exit code.
   *
   * @param commandsPerSecond 0: each command is sent as soon as there is room in flight
   */
  int carryThrough(String name, int commandsPerSecond, String next) throws InterruptedException {
    return new BenchConsole(spec, json)
        .carryThrough(
            name,
            (programs, screen) -> {
              LoadPlan plan =
                  new LoadPlan(
                      nodes,
                      heapMegabytes,
                      users,
                      symbols,
                      clients,
                      inFlight,
                      commandsPerSecond,
                      Duration.ofSeconds(warmUpSeconds),
                      Duration.ofSeconds(seconds),
                      Optional.ofNullable(then),
                      seed,
                      keep);
              requirePeer();
              LoadOutcome outcome = new LoadBench(plan, programs, screen).run();
              ObjectNode figures = LoadText.json(name, outcome);
              String text = LoadText.text(outcome);
              if (peer == LoadPeer.NOOP_RATIS) {
                NoopCeiling ceiling = NoopCeiling.of(outcome, programs, screen);
                LoadText.putCeiling(figures, outcome, ceiling);
                text += LoadText.text(outcome, ceiling);
              } else if (peer == LoadPeer.ETCD) {
                EtcdPeer etcd = EtcdPeer.of(plan, screen);
                LoadText.putEtcd(figures, etcd);
                text += LoadText.text(outcome, etcd);
              }
              return new BenchConsole.Figures(figures, text, next, outcome.holds());
            });
  }

  /** Before anything is measured. */
  private void requirePeer() throws ClusterException {
    Optional<String> lacking = peer == LoadPeer.ETCD ? EtcdCluster.lacking() : Optional.empty();
    if (lacking.isPresent()) {
      throw new ClusterException(lacking.get());
    }
  }
}
