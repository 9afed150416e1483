package io.rialto.node;

import io.rialto.node.raft.RaftNode;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands leadership to the others in turn, by name: in an election this node, whose log is as long
 * as theirs, might win again, over and over.
 *
 * <p>Called by one thread.
 */
final class GiveWay implements BooleanSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(GiveWay.class);

  private final RaftNode node;
  private final List<String> others;
  private int turn;

  GiveWay(RaftNode node, List<String> others) {
    this.node = node;
    this.others = others;
  }

  /** Says whether this node led; returns at once. */
  @Override
  public boolean getAsBoolean() {
    if (!node.leadership().leading()) {
      return false;
    }
    if (!others.isEmpty()) {
      handOver(others.get(turn++ % others.size()), others.size() - 1);
    }
    return true;
  }

  private void handOver(String next, int attemptsLeft) {
    node.transferLeadership(next)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("leadership could not be handed to {}", next, failure);
                if (attemptsLeft > 0) {
                  handOver(after(next), attemptsLeft - 1);
                }
              }
            });
  }

  private String after(String other) {
    return others.get((others.indexOf(other) + 1) % others.size());
  }
}
