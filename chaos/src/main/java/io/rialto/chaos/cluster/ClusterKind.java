package io.rialto.chaos.cluster;

import java.io.IOException;
import java.util.function.Consumer;

/** In what the members of a cluster run. */
public enum ClusterKind {
  /** Processes of this machine; the nodes' engines reach each other over links that can be cut. */
  PROCESSES;

  /**
   * Lays out a new cluster whose network can be hurt; starts nothing yet.
   *
   * @param progress is told what happens, a line at a time
   */
  public Cluster create(ClusterPlan plan, Programs programs, Consumer<String> progress)
      throws IOException {
    return switch (this) {
      case PROCESSES -> ProcessCluster.createLinked(plan, programs, progress);
    };
  }
}
