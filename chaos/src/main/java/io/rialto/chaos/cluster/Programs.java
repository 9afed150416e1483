package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import io.rialto.proto.quotes.SpeedPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The programs that a cluster consists of, as a build leaves them below Rialto's root, and the
 * command lines that start them.
 */
public final class Programs {

  private static final String ELECTION_TIMEOUT = "--election-timeout-min";

  static final String LOOPBACK = "127.0.0.1";

  private final Path root;
  private final Path nodeJar;
  private final Path proxyJar;
  private final JavaRuntime java;

  private Programs(Path root, Path nodeJar, Path proxyJar, JavaRuntime java) {
    this.root = root;
    this.nodeJar = nodeJar;
    this.proxyJar = proxyJar;
    this.java = java;
  }

  /** Finds the programs; the exception says which is not built. */
  public static Programs below(Path root) throws ClusterException {
    return new Programs(
        root,
        built(root.resolve("raft-node/target/raft-node.jar")),
        built(root.resolve("quote-proxy/target/quote-proxy.jar")),
        JavaRuntime.chosen(root));
  }

  /** Whether nodes begin with what earlier ones learned under load ({@code ./rialto train}). */
  public boolean nodesAreTrained() {
    return !JavaRuntime.isTraining() && JavaRuntime.trained(nodeJar).isPresent();
  }

  private static Path built(Path jar) throws ClusterException {
    if (!Files.isRegularFile(jar)) {
      throw new ClusterException(jar + " is not there: build first with ./mvnw package");
    }
    return jar;
  }

  static String loopback(int port) {
    return LOOPBACK + ":" + port;
  }

  List<String> simulator(ClusterFile cluster, ProcessLedger ledger) {
    List<String> command = java.serviceCommand(proxyJar);
    command.addAll(simulatorWords(cluster, ledger.seed(), ledger.delayScale()));
    return command;
  }

  /** Verb and options. */
  static List<String> simulatorWords(ClusterFile cluster, long seed, double delayScale) {
    List<String> words = new ArrayList<>(List.of("quote-simulator"));
    words.addAll(List.of("--listen", cluster.quoteSimulator().endpoint()));
    words.addAll(List.of("--seed", Long.toString(seed)));
    words.addAll(List.of("--delay-scale", Double.toString(delayScale)));
    words.add("--controllable");
    return words;
  }

  List<String> proxy(ClusterFile cluster, SpeedPolicy policy, List<String> options) {
    List<String> command = java.serviceCommand(proxyJar);
    command.addAll(proxyWords(cluster, policy));
    command.addAll(options);
    return command;
  }

  /** Verb and options. */
  static List<String> proxyWords(ClusterFile cluster, SpeedPolicy policy) {
    List<String> words = new ArrayList<>(List.of("quote-proxy"));
    words.addAll(List.of("--listen", cluster.quoteProxy().endpoint()));
    words.addAll(List.of("--source", cluster.quoteSimulator().endpoint()));
    words.addAll(List.of("--data", cluster.quoteProxy().data()));
    words.addAll(List.of("--policy", policy.name().toLowerCase(Locale.ROOT)));
    return words;
  }

  /** The file in which the proxy publishes its keys. */
  static Path quoteKeys(ClusterFile cluster) {
    return Path.of(cluster.quoteProxy().data()).resolve("quote-keys.txt");
  }

  List<String> node(
      ClusterFile cluster,
      ClusterFile.Node node,
      NodeRuntime runtime,
      boolean bootstrap,
      Site site) {
    List<String> command = new ArrayList<>(java.nodeCommand(runtime, nodeJar));
    command.addAll(nodeWords(cluster, node, runtime, bootstrap, site::raftEndpoint));
    return command;
  }

  /** A node that replicates with a node's settings and does nothing with what it replicates. */
  List<String> noopNode(NodeRuntime runtime, String id, Path data, String members) {
    List<String> command = java.nodeCommand(runtime, nodeJar, "io.rialto.node.raft.noop.NoopNode");
    command.addAll(List.of(id, data.toString(), members));
    return command;
  }

  /** What keeps such nodes busy; the arguments are its own. */
  List<String> noopLoad(NodeRuntime runtime, List<String> arguments) {
    List<String> command = java.nodeCommand(runtime, nodeJar, "io.rialto.node.raft.noop.NoopLoad");
    command.addAll(arguments);
    return command;
  }

  /**
   * Verb and options.
   *
   * @param engines where one node looks for another's engine
   */
  static List<String> nodeWords(
      ClusterFile cluster,
      ClusterFile.Node node,
      NodeRuntime runtime,
      boolean bootstrap,
      BiFunction<String, ClusterFile.Node, String> engines) {
    List<String> words = new ArrayList<>(List.of("node"));
    words.addAll(List.of("--id", node.id(), "--data", node.data()));
    words.addAll(List.of("--cluster-id", cluster.clusterId(), "--members"));
    words.add(members(cluster, node.id(), engines));
    words.addAll(List.of("--quote-proxy", cluster.quoteProxy().endpoint()));
    words.addAll(List.of("--quote-keys", quoteKeys(cluster).toString()));
    if (runtime.shortRun() && !runtime.options().contains(ELECTION_TIMEOUT)) {
      words.addAll(
          List.of(ELECTION_TIMEOUT, Long.toString(ClusterLimits.ELECTION_TIMEOUT_MIN.toMillis())));
    }
    words.addAll(runtime.options());
    if (bootstrap) {
      words.add("--bootstrap");
    }
    return words;
  }

  private static String members(
      ClusterFile cluster, String reader, BiFunction<String, ClusterFile.Node, String> engines) {
    return cluster.nodes().stream()
        .map(node -> node.id() + "=" + engines.apply(reader, node) + "/" + node.endpoint())
        .collect(Collectors.joining(","));
  }

  /** What the image is made of: where it is to be in the image's context, and where it is here. */
  Map<String, Path> imageContext() {
    Map<String, Path> context = new TreeMap<>();
    for (String part : List.of("Dockerfile", "docker")) {
      context.put(part, root.resolve(part));
    }
    for (Path jar : List.of(nodeJar, proxyJar)) {
      for (Path part : List.of(jar, jar.resolveSibling("lib"))) {
        context.put(root.relativize(part).toString(), part);
      }
    }
    return context;
  }
}
