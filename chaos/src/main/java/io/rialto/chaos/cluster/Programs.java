package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The programs that a cluster consists of, as a build leaves them below Rialto's root, and the
 * command lines that start them.
 */
public final class Programs {

  static final String LOOPBACK = "127.0.0.1";

  private final Path nodeJar;
  private final Path proxyJar;
  private final JavaRuntime java;

  private Programs(Path nodeJar, Path proxyJar, JavaRuntime java) {
    this.nodeJar = nodeJar;
    this.proxyJar = proxyJar;
    this.java = java;
  }

  /** Finds the programs; the exception says which is not built. */
  public static Programs below(Path root) throws ClusterException {
    return new Programs(
        built(root.resolve("raft-node/target/raft-node.jar")),
        built(root.resolve("quote-proxy/target/quote-proxy.jar")),
        JavaRuntime.chosen(root));
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
    command.add("quote-simulator");
    command.addAll(List.of("--listen", cluster.quoteSimulator().endpoint()));
    command.addAll(List.of("--seed", Long.toString(ledger.seed())));
    command.addAll(List.of("--delay-scale", Double.toString(ledger.delayScale())));
    return command;
  }

  List<String> proxy(ClusterFile cluster) {
    List<String> command = java.serviceCommand(proxyJar);
    command.add("quote-proxy");
    command.addAll(List.of("--listen", cluster.quoteProxy().endpoint()));
    command.addAll(List.of("--source", cluster.quoteSimulator().endpoint()));
    command.addAll(List.of("--data", cluster.quoteProxy().data()));
    return command;
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
    command.addAll(List.of("--id", node.id(), "--data", node.data()));
    command.addAll(List.of("--cluster-id", cluster.clusterId(), "--members"));
    command.add(members(cluster, node.id(), site));
    command.addAll(List.of("--quote-proxy", cluster.quoteProxy().endpoint()));
    command.addAll(List.of("--quote-keys", quoteKeys(cluster).toString()));
    command.addAll(
        List.of(
            "--election-timeout-min",
            Long.toString(ClusterLimits.ELECTION_TIMEOUT_MIN.toMillis())));
    command.addAll(runtime.options());
    if (bootstrap) {
      command.add("--bootstrap");
    }
    return command;
  }

  private static String members(ClusterFile cluster, String reader, Site site) {
    return cluster.nodes().stream()
        .map(node -> node.id() + "=" + site.raftEndpoint(reader, node) + "/" + node.endpoint())
        .collect(Collectors.joining(","));
  }
}
