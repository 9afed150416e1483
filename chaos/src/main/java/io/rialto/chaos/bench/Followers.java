package io.rialto.chaos.bench;

import io.rialto.proto.cluster.NodeStatus;
import java.util.Collection;

/** How nodes follow their leader under a load, looked at now and then. One thread. */
final class Followers {

  private long lagEntriesMax;
  private long snapshotsMin;

  /** What the nodes say of themselves now; those that do not answer are left out. */
  void looked(Collection<NodeStatus> nodes) {
    long newest = nodes.stream().mapToLong(NodeStatus::getAppliedLogIndex).max().orElse(0);
    long oldest = nodes.stream().mapToLong(NodeStatus::getAppliedLogIndex).min().orElse(0);
    lagEntriesMax = Math.max(lagEntriesMax, newest - oldest);
    snapshotsMin = nodes.stream().mapToLong(node -> node.getSnapshots().getTaken()).min().orElse(0);
  }

  /** The furthest that one was behind another when they were looked at, in log entries. */
  long lagEntriesMax() {
    return lagEntriesMax;
  }

  /** What the node with the fewest had taken since its start, at the last look. */
  long snapshotsMin() {
    return snapshotsMin;
  }
}
