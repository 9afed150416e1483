package io.rialto.node.raft;

import io.rialto.node.ops.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Who has lost which leader lately, and whose call the next election is: of a majority that have
 * lost the same leader, the one whose log reaches furthest. So the votes are not split, and a node
 * that alone has lost its connection changes nothing. One thread.
 */
final class LeaderLosses {
  private final Set<String> members;
  private final int majority;
  private final Map<String, Heard> byNode = new HashMap<>();

  private record Heard(LeaderLoss loss, long nanos) {}

  /**
   * @param members the ids of all nodes of the cluster, this one's too
   */
  LeaderLosses(Set<String> members) {
    this.members = Set.copyOf(members);
    majority = members.size() / 2 + 1;
  }

  /** Replaces what the same node said before; what others than members say is dropped. */
  void heard(LeaderLoss loss, long nowNanos) {
    if (members.contains(loss.nodeId())) {
      byNode.put(loss.nodeId(), new Heard(loss, nowNanos));
    }
  }

  /** Whether the node that says this should call the election now. */
  boolean fallsTo(LeaderLoss own, long nowNanos) {
    List<LeaderLoss> others =
        byNode.values().stream()
            .filter(heard -> isFresh(heard, nowNanos))
            .map(Heard::loss)
            .filter(loss -> loss.isSameAs(own) && !loss.nodeId().equals(own.nodeId()))
            .toList();
    return others.size() + 1 >= majority && others.stream().allMatch(own::precedes);
  }

  /** An old loss may have healed; who said it does not take it back. */
  private static boolean isFresh(Heard heard, long nowNanos) {
    return nowNanos - heard.nanos() <= TimeUnit.MILLISECONDS.toNanos(Limits.LEADER_LOSS_MILLIS_MAX);
  }
}
