package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Where everything of a cluster on this machine is: ports, logs, data. */
final class ClusterLayout {

  private static final int PORTS_PER_NODE = 2;
  private static final int PORTS_OF_SERVICES = 2;

  private ClusterLayout() {}

  static Path nodeData(Path data, String id) {
    return data.resolve(id);
  }

  /** The ids of the nodes. */
  static List<String> nodes(ClusterPlan plan) {
    return IntStream.rangeClosed(1, plan.nodes()).mapToObj(number -> "n" + number).toList();
  }

  /** All members on the loopback interface. */
  static ClusterFile onLoopback(ClusterPlan plan) throws ClusterException {
    return of(plan, member -> Programs.LOOPBACK);
  }

  /**
   * @param hosts the address on which a member listens
   */
  static ClusterFile of(ClusterPlan plan, UnaryOperator<String> hosts) throws ClusterException {
    Iterator<Integer> ports =
        Ports.free(PORTS_PER_NODE * plan.nodes() + PORTS_OF_SERVICES).iterator();
    List<ClusterFile.Node> nodes = new ArrayList<>();
    for (String id : nodes(plan)) {
      nodes.add(
          new ClusterFile.Node(
              id,
              hosts.apply(id) + ":" + ports.next(),
              hosts.apply(id) + ":" + ports.next(),
              0,
              log(plan, id),
              nodeData(plan.data(), id).toString()));
    }
    return new ClusterFile(
        "rialto-" + UUID.randomUUID().toString().substring(0, 8),
        plan.data().toString(),
        nodes,
        service(
            plan,
            hosts,
            ProcessCluster.QUOTE_PROXY,
            ports.next(),
            nodeData(plan.data(), "quote-proxy").toString()),
        service(plan, hosts, ProcessCluster.QUOTE_SIMULATOR, ports.next(), null));
  }

  private static ClusterFile.Service service(
      ClusterPlan plan, UnaryOperator<String> hosts, String id, int port, String data) {
    return new ClusterFile.Service(hosts.apply(id) + ":" + port, 0, log(plan, id), data);
  }

  private static String log(ClusterPlan plan, String id) {
    return plan.directory().resolve(id + ".log").toString();
  }

  /** The addresses on which a member listens. */
  static List<String> endpoints(ClusterFile file, String member) {
    return switch (member) {
      case ProcessCluster.QUOTE_PROXY -> List.of(file.quoteProxy().endpoint());
      case ProcessCluster.QUOTE_SIMULATOR -> List.of(file.quoteSimulator().endpoint());
      default -> List.of(file.node(member).raftEndpoint(), file.node(member).endpoint());
    };
  }

  static void requireFreePorts(ClusterFile file, String member) throws ClusterException {
    for (String endpoint : endpoints(file, member)) {
      if (!Ports.isFree(endpoint)) {
        throw new ClusterException(
            "another program listens on "
                + endpoint
                + ", the address of "
                + member
                + ": stop it first");
      }
    }
  }

  static ClusterFile withProcess(ClusterFile file, String member, long processId) {
    return switch (member) {
      case ProcessCluster.QUOTE_PROXY ->
          file.withQuoteProxy(file.quoteProxy().withProcessId(processId));
      case ProcessCluster.QUOTE_SIMULATOR ->
          file.withQuoteSimulator(file.quoteSimulator().withProcessId(processId));
      default -> file.withNode(file.node(member).withProcessId(processId));
    };
  }
}
