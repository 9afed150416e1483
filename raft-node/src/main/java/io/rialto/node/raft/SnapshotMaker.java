package io.rialto.node.raft;

import io.rialto.node.store.SnapshotDirectory;
import io.rialto.node.store.SnapshotDirectory.StoredSnapshot;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes snapshots beside applying, one at a time, and keeps the latest until the engine asks for
 * it: the engine's own way would let nothing be applied meanwhile. A received snapshot replaces the
 * directory that they are made in, so the maker rests then.
 */
final class SnapshotMaker {
  private final ReentrantLock making = new ReentrantLock();
  private volatile boolean resting;
  private volatile boolean busy;
  private Made made;

  /** The log index of the one that the engine took last. */
  private long latestIndex;

  /** A snapshot, and the state that it was made of: another one may have been installed since. */
  private record Made(MachineState of, StoredSnapshot snapshot) {}

  /** Any thread but the one that applies. */
  void make(MachineState state, SnapshotDirectory directory) throws IOException {
    making.lock();
    try {
      if (!resting) {
        busy = true;
        made = new Made(state, state.snapshotBeside(directory));
      }
    } finally {
      busy = false;
      making.unlock();
    }
  }

  /** Whether one is being made now. */
  boolean busy() {
    return busy;
  }

  /**
   * The one that was made of this state and not yet taken, else one that is made here and now.
   * Never one behind the latest, at which the engine would give up: the engine's own entries change
   * nothing, and what is made after one of them still bears the index of the entry before.
   */
  StoredSnapshot take(MachineState state, SnapshotDirectory directory, long term, long index)
      throws IOException {
    making.lock();
    try {
      Made waiting = made;
      made = null;
      boolean usable =
          waiting != null && waiting.of() == state && waiting.snapshot().index() >= latestIndex;
      StoredSnapshot taken = usable ? waiting.snapshot() : state.snapshot(directory, term, index);
      latestIndex = taken.index();
      return taken;
    } finally {
      making.unlock();
    }
  }

  /** Waits for the one that is being made, and makes no other until {@link #resume}. */
  void rest() {
    resting = true;
    making.lock();
    making.unlock();
  }

  void resume() {
    resting = false;
  }
}
