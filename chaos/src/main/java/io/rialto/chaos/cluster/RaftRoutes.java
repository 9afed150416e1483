package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.util.Map;

/**
 * Detours between the nodes' Raft engines, for tests that cut them. Not remembered in the cluster's
 * directory: a launcher that takes the cluster over knows only the straight ways.
 *
 * @param detours by node and other node: host:port at which the first reaches the other's engine,
 *     where that is not the engine's own address
 */
public record RaftRoutes(Map<String, Map<String, String>> detours) {

  public static final RaftRoutes STRAIGHT = new RaftRoutes(Map.of());

  public RaftRoutes {
    detours = Map.copyOf(detours);
  }

  /** Where one node reaches another's engine, or listens itself. */
  String endpoint(String from, ClusterFile.Node to) {
    return detours.getOrDefault(from, Map.of()).getOrDefault(to.id(), to.raftEndpoint());
  }
}
