package io.rialto.node.ingress;

import io.rialto.node.ops.Limits;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read the state: bounded, with bounded queues that refuse what is too much. */
final class ReadThreads implements AutoCloseable {
  private final ThreadPoolExecutor points =
      pool("rialto-read", Limits.READ_THREADS, Limits.READS_WAITING_MAX);
  private final ThreadPoolExecutor scans =
      pool("rialto-scan", Limits.SCANS_MAX, Limits.SCANS_WAITING_MAX);

  /** For reads of single accounts. */
  Executor points() {
    return points;
  }

  /** For dumps and readings of all accounts, which may wait for their readers. */
  Executor scans() {
    return scans;
  }

  @Override
  public void close() {
    points.shutdown();
    scans.shutdownNow();
    try {
      // A scan that still ran would read a state that is closed next.
      scans.awaitTermination(Limits.STOP_MILLIS_MAX, TimeUnit.MILLISECONDS);
      points.awaitTermination(Limits.STOP_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor pool(String name, int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), named(name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Daemon threads of a name and a number. */
  static ThreadFactory named(String name) {
    AtomicInteger made = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
