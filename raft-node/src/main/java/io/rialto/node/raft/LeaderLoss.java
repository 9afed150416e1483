package io.rialto.node.raft;

/**
 * What a follower says whose leader's connections have all ended.
 *
 * @param nodeId who says it
 * @param leaderId whom it followed
 * @param term in which
 * @param lastTerm of the last entry in its log
 * @param lastIndex of the last entry in its log
 * @param appliedIndex how far it has applied its log
 */
public record LeaderLoss(
    String nodeId, String leaderId, long term, long lastTerm, long lastIndex, long appliedIndex) {

  boolean isSameAs(LeaderLoss other) {
    return term == other.term && leaderId.equals(other.leaderId);
  }

  /** Whether this node rather than the other should be elected; no two are equal. */
  boolean precedes(LeaderLoss other) {
    if (lastTerm != other.lastTerm) {
      return lastTerm > other.lastTerm;
    }
    if (lastIndex != other.lastIndex) {
      return lastIndex > other.lastIndex;
    }
    if (appliedIndex != other.appliedIndex) {
      return appliedIndex > other.appliedIndex;
    }
    return nodeId.compareTo(other.nodeId) < 0;
  }
}
