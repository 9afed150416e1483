package io.rialto.node.raft;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.util.AwaitForSignal;

/**
 * Lets one thread rest until it is signalled. A signal that comes before the rest ends it at once:
 * the engine's own (3.3.0) is lost then, and an entry would wait for the next event or heartbeat.
 */
final class WakeUp extends AwaitForSignal {
  private final Semaphore signals = new Semaphore(0);

  /**
   * @param name what {@link #toString} begins with
   */
  WakeUp(Object name) {
    super(name);
  }

  @Override
  public void await() throws InterruptedException {
    signals.acquire();
    signals.drainPermits();
  }

  /** Ends early, and then with true, if there was a signal since the last rest ended. */
  @Override
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    boolean signalled = signals.tryAcquire(time, unit);
    signals.drainPermits();
    return signalled;
  }

  @Override
  public void signal() {
    signals.release();
  }
}
