package io.rialto.node.raft;

/**
 * How this node last became the leader: wall-clock times in milliseconds, 0 for what did not
 * happen.
 *
 * @param lostMillis when the connection of the leader before it ended
 * @param electedMillis when it won the election
 * @param readyMillis when it had applied an entry of its own term
 * @param appliedMillis when it had applied the first entry that it was asked for
 */
public record Succession(
    long lostMillis, long electedMillis, long readyMillis, long appliedMillis) {

  public static final Succession NONE = new Succession(0, 0, 0, 0);
}
