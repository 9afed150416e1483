package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.util.List;
import java.util.Optional;

/** All processes on the loopback interface of this machine, engines straight to each other. */
final class LoopbackSite implements Site {

  @Override
  public List<String> commandPrefix(String member) {
    return List.of();
  }

  @Override
  public String raftEndpoint(String from, ClusterFile.Node to) {
    return to.raftEndpoint();
  }

  @Override
  public boolean sharesPorts(String member) {
    return true;
  }

  @Override
  public Optional<Network> network() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing was made.
  }
}
