package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import java.util.List;

/** Brings members back: starts those that do not run, and waits until all take part. */
final class Restart {

  private Restart() {}

  static void all(Cluster cluster, List<String> members)
      throws ClusterException, InterruptedException {
    for (String member : members) {
      if (!cluster.isRunning(member)) {
        cluster.launch(member);
      }
    }
    for (String member : members) {
      cluster.awaitServing(member);
    }
  }
}
