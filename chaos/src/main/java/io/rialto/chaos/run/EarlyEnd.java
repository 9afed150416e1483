package io.rialto.chaos.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in good order when this process is told to end (Ctrl-C): nothing more is broken,
 * what is broken is mended, and the verdict is still given. Only if that takes too long are the
 * processes taken away without.
 */
final class EarlyEnd implements AutoCloseable {

  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Closeable lastResort;
  private final Thread hook = new Thread(this::atExit, "chaos-early-end");

  EarlyEnd(Closeable lastResort) {
    this.lastResort = lastResort;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Open as soon as the run is to end. */
  CountDownLatch ending() {
    return ending;
  }

  boolean isAsked() {
    return ending.getCount() == 0;
  }

  private void atExit() {
    ending.countDown();
    try {
      if (!done.await(RunLimits.EARLY_END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        lastResort.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("cleaning up: " + e.getMessage());
    }
  }

  /** The run has ended. */
  @Override
  public void close() {
    done.countDown();
    if (!isAsked()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The hook runs already, and finds the run ended.
      }
    }
  }
}
