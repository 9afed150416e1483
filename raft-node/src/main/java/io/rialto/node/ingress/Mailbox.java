package io.rialto.node.ingress;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tasks for one thread. It has no bound of its own, so that nobody who posts ever blocks; what is
 * posted is bounded where it is accepted (commands, entries in flight, quotes, reads).
 */
final class Mailbox {
  private static final int TASKS_A_TURN_MAX = 1_024;

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private volatile boolean ownerGone;

  /** Any thread. Once the owner is gone the task runs here and now. */
  void post(Runnable task) {
    tasks.add(task);
    if (ownerGone) {
      runLeft();
    }
  }

  /** Waits for a task, at most so long, then runs what there is; the owner's thread. */
  void runSome(long waitMillis) throws InterruptedException {
    Runnable task = tasks.poll(waitMillis, TimeUnit.MILLISECONDS);
    for (int run = 0; task != null; run++) {
      task.run();
      task = run < TASKS_A_TURN_MAX ? tasks.poll() : null;
    }
  }

  /**
   * The owner's thread takes no more tasks; what is left and what still comes runs all the same.
   */
  void ownerGone() {
    ownerGone = true;
    runLeft();
  }

  private synchronized void runLeft() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
