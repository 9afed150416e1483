package io.rialto.node.raft;

import java.util.List;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.server.DivisionInfo;

/**
 * Followers that answer, but are behind: on their way back after an outage, or with a snapshot that
 * they are being sent. If the log that they need next were purged meanwhile, they would need
 * another snapshot, and under load so on for ever.
 */
final class Stragglers {

  /** Who is silent for longer may be gone for good; the log does not wait for it. */
  private static final long ANSWERED_MILLIS_MAX = 5_000;

  /** Entries that also a follower that keeps up may lack at any moment. */
  private static final long UNDER_WAY_MAX = 100;

  private Stragglers() {}

  /**
   * Whether some follower of this node, if it leads, answers and lacks entries up to an index, more
   * than those that are just under way.
   */
  static boolean lack(DivisionInfo engine, long index) {
    long[] matched = engine.getFollowerMatchIndices();
    if (matched == null) {
      return false;
    }
    // Both come in the order of the leader's appenders.
    List<ServerRpcProto> followers =
        engine.getRoleInfoProto().getLeaderInfo().getFollowerInfoList();
    for (int i = 0; i < Math.min(matched.length, followers.size()); i++) {
      if (matched[i] < index - UNDER_WAY_MAX
          && followers.get(i).getLastRpcElapsedTimeMs() < ANSWERED_MILLIS_MAX) {
        return true;
      }
    }
    return false;
  }
}
