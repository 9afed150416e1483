package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.util.List;
import java.util.Optional;

/** Where the processes of a cluster run, and over which ways its nodes' engines find each other. */
interface Site extends AutoCloseable {

  /** With what the command begins that starts a member. */
  List<String> commandPrefix(String member);

  /** Where one node looks for another's engine: host:port. Its own is where it listens. */
  String raftEndpoint(String from, ClusterFile.Node to);

  /** Whether other programs of this machine may listen where a member is to. */
  boolean sharesPorts(String member);

  Optional<Network> network();

  /** Takes away what was made for the cluster; its processes are gone by then. */
  @Override
  void close() throws ClusterException;
}
