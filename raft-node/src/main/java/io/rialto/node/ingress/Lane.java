package io.rialto.node.ingress;

import java.util.ArrayDeque;

/** One user's commands in their order. Owned by the sequencer's thread; moved by {@link Lanes}. */
final class Lane {

  enum State {
    /** Nothing waits. */
    IDLE,
    /** The head may go into the next entry. */
    READY,
    /** The head waits until the user's earlier commands have been applied. */
    AWAITING_APPLIED,
    /** The head waits for a price. */
    AWAITING_PRICE
  }

  final String user;
  final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  State state = State.IDLE;

  /** The user's operations in entries that are not yet applied. */
  int inFlight;

  /** When the head began to wait for a price; 0 while it does not. */
  long awaitingPriceSinceNanos;

  Lane(String user) {
    this.user = user;
  }
}
