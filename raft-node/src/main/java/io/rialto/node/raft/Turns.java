package io.rialto.node.raft;

import java.time.InstantSource;

/**
 * Lets nodes take turns, by the clock: all apply the same, so what is due by what was applied is
 * due on all of them at once, and a node that flushes answers slowly. Clocks need not agree for
 * anything but that. Any thread.
 */
final class Turns {
  static final long TURN_MILLIS = 200;

  private final int place;
  private final int nodes;
  private final InstantSource clock;

  /**
   * @param place from 0, another for each node
   * @param nodes how many there are
   */
  Turns(int place, int nodes, InstantSource clock) {
    this.place = place;
    this.nodes = nodes;
    this.clock = clock;
  }

  /** Whether it is this node's turn now. */
  boolean isMine() {
    return Math.floorMod(clock.millis() / TURN_MILLIS, (long) nodes) == place;
  }
}
