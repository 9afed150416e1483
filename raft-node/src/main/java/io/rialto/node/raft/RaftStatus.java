package io.rialto.node.raft;

/**
 * What the Raft engine of a node says about itself.
 *
 * @param role LEADER, FOLLOWER, CANDIDATE or LISTENER
 * @param logStartIndex the first entry that is still in the log
 * @param snapshotIndex of the newest snapshot, 0 if there is none
 */
public record RaftStatus(
    String groupId,
    String role,
    String lifeCycle,
    long logStartIndex,
    long commitIndex,
    long snapshotIndex) {}
