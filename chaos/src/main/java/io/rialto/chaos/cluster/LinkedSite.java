package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * All processes on the loopback interface of this machine, engines over links in this program:
 * without it they do not find each other.
 */
final class LinkedSite implements Site {

  private final TcpLinks links;

  private LinkedSite(TcpLinks links) {
    this.links = links;
  }

  static LinkedSite of(ClusterFile file, long seed) throws IOException {
    Map<String, String> engines =
        file.nodes().stream()
            .collect(Collectors.toMap(ClusterFile.Node::id, ClusterFile.Node::raftEndpoint));
    return new LinkedSite(TcpLinks.open(engines, new SplittableRandom(seed)));
  }

  @Override
  public List<String> commandPrefix(String member) {
    return List.of();
  }

  @Override
  public String raftEndpoint(String from, ClusterFile.Node to) {
    return from.equals(to.id()) ? to.raftEndpoint() : links.endpoint(new Way(from, to.id()));
  }

  @Override
  public boolean sharesPorts(String member) {
    return true;
  }

  @Override
  public Optional<Network> network() {
    return Optional.of(links);
  }

  @Override
  public void close() throws ClusterException {
    links.close();
  }
}
