package io.rialto.chaos.cluster;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** In what the members of a cluster run. */
public enum ClusterKind {
  /** Processes of this machine; the nodes' engines reach each other over links that can be cut. */
  PROCESSES,
  /** Processes of this machine, each node in a network namespace of its own. Needs root. */
  NAMESPACES,
  /** Containers of this machine's engine, cut apart by the kernel's packet filter. */
  CONTAINERS;

  /** What this machine lacks for such a cluster, and how to have it; empty if nothing. */
  public Optional<String> lacking(Programs programs) {
    return switch (this) {
      case PROCESSES -> Optional.empty();
      case NAMESPACES -> NamespaceSupport.lacking();
      case CONTAINERS -> ContainerCluster.lacking(programs);
    };
  }

  /**
   * Lays out a new cluster whose network can be hurt; starts nothing yet.
   *
   * @param progress is told what happens, a line at a time
   */
  public Cluster create(ClusterPlan plan, Programs programs, Consumer<String> progress)
      throws IOException {
    return switch (this) {
      case PROCESSES -> ProcessCluster.createLinked(plan, programs, progress);
      case NAMESPACES -> ProcessCluster.createInNamespaces(plan, programs, progress);
      case CONTAINERS -> ContainerCluster.create(plan, programs, progress);
    };
  }
}
