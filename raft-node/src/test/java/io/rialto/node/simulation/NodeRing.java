package io.rialto.node.simulation;

import java.util.List;

/** Which node a client turns to: the one that is said to lead, else one after the other. */
final class NodeRing {
  private final List<SimulatedNode> nodes;
  private int preferred;

  NodeRing(List<SimulatedNode> nodes, int first) {
    this.nodes = nodes;
    this.preferred = first;
  }

  SimulatedNode preferred() {
    return nodes.get(preferred);
  }

  void prefer(int place) {
    preferred = place;
  }

  /** Leaves a node for the one that it names, or for the next. */
  void leave(SimulatedNode node, String leaderId) {
    if (preferred() != node) {
      return;
    }
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) != node && nodes.get(i).id().equals(leaderId)) {
        preferred = i;
        return;
      }
    }
    preferred = (preferred + 1) % nodes.size();
  }

  int size() {
    return nodes.size();
  }
}
