package io.rialto.node.raft;

/**
 * Who leads, as this node knows it.
 *
 * @param leading true while this node leads and is ready: it has applied an entry of its own term
 * @param leaderId the leader's node id, or null if none is known
 */
public record Leadership(boolean leading, long term, String leaderId) {}
