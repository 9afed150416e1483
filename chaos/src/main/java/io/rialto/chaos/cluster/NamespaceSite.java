package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Each node in a network namespace of its own; quote proxy and source in this machine's. */
final class NamespaceSite implements Site {

  private static final String NAMESPACES = "/run/netns/";

  private final NamespaceNetwork network;
  private final ClusterFile file;

  private NamespaceSite(NamespaceNetwork network, ClusterPlan plan) throws ClusterException {
    this.network = network;
    this.file = ClusterLayout.of(plan, this::address);
  }

  static NamespaceSite open(ClusterPlan plan) throws IOException {
    NamespaceNetwork network = NamespaceNetwork.open(ClusterLayout.nodes(plan), plan.directory());
    try {
      return new NamespaceSite(network, plan);
    } catch (ClusterException failure) {
      network.close();
      throw failure;
    }
  }

  /** The cluster, laid out in this network. */
  ClusterFile file() {
    return file;
  }

  private String address(String member) {
    return isNode(member)
        ? network.layout().nodes().get(member).address()
        : network.layout().host();
  }

  private boolean isNode(String member) {
    return network.layout().nodes().containsKey(member);
  }

  /** Not "ip netns exec": that would hide the control groups, by which Java knows its memory. */
  @Override
  public List<String> commandPrefix(String member) {
    return isNode(member)
        ? List.of(
            "nsenter", "--net=" + NAMESPACES + network.layout().nodes().get(member).namespace())
        : List.of();
  }

  @Override
  public String raftEndpoint(String from, ClusterFile.Node to) {
    return to.raftEndpoint();
  }

  @Override
  public boolean sharesPorts(String member) {
    return !isNode(member);
  }

  @Override
  public Optional<Network> network() {
    return Optional.of(network);
  }

  @Override
  public void close() throws ClusterException {
    network.close();
  }
}
