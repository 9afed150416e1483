package io.rialto.node.raft;

/**
 * What the Raft engine of a node says about itself.
 *
 * @param role LEADER, FOLLOWER, CANDIDATE or LISTENER
 * @param snapshotIndex of the newest snapshot, 0 if there is none
 */
public record RaftStatus(
    String groupId, String role, String lifeCycle, long commitIndex, long snapshotIndex) {}
