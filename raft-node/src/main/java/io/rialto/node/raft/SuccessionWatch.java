package io.rialto.node.raft;

/**
 * Notes when this node passes the stations from a leader's loss to its own first entry. It only
 * tells; nothing is decided by it. Thread-safe.
 */
final class SuccessionWatch {
  private long lostMillis;
  private Succession latest = Succession.NONE;
  private volatile boolean awaitsEntry;

  synchronized void leaderLost() {
    lostMillis = System.currentTimeMillis();
  }

  /** Another node leads: what was lost before is no matter any more. */
  synchronized void follows() {
    lostMillis = 0;
  }

  synchronized void elected() {
    latest = new Succession(lostMillis, System.currentTimeMillis(), 0, 0);
    lostMillis = 0;
  }

  synchronized void ready() {
    latest =
        new Succession(latest.lostMillis(), latest.electedMillis(), System.currentTimeMillis(), 0);
    awaitsEntry = true;
  }

  /** An entry has been applied that this node was asked for. Called for each; cheap. */
  void applied() {
    if (awaitsEntry) {
      applyFirst();
    }
  }

  private synchronized void applyFirst() {
    awaitsEntry = false;
    latest =
        new Succession(
            latest.lostMillis(),
            latest.electedMillis(),
            latest.readyMillis(),
            System.currentTimeMillis());
  }

  synchronized Succession latest() {
    return latest;
  }
}
