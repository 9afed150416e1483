package io.rialto.client.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The thread on which a client's futures complete, so that user code never runs on the loop. Its
 * queue is bounded by the commands in flight. After its end, futures complete on whoever completes
 * them.
 *
 * <p>It is woken for the first result of many, not for each.
 */
final class ResultThread {

  private static final int RESULTS_A_TURN = 128;

  private final ConcurrentLinkedQueue<Runnable> results = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Runnable afterSome;
  private final ThreadPoolExecutor executor;
  private volatile Thread thread;

  /**
   * @param afterSome run after each few results, and before the thread rests
   */
  ResultThread(String name, Runnable afterSome) {
    this.afterSome = afterSome;
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              thread = Loop.daemon(task, name);
              return thread;
            },
            (task, ended) -> task.run());
  }

  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  void run(Runnable task) {
    results.add(task);
    wake();
  }

  private void wake() {
    if (!results.isEmpty() && awake.compareAndSet(false, true)) {
      executor.execute(this::runAll);
    }
  }

  /** What throws is the caller's own affair: the results behind it are not lost. */
  private void runAll() {
    try {
      while (!results.isEmpty()) {
        runSome();
      }
    } finally {
      awake.set(false);
      wake();
    }
  }

  private void runSome() {
    try {
      Runnable task = results.poll();
      for (int run = 1; task != null; run++) {
        task.run();
        task = run < RESULTS_A_TURN ? results.poll() : null;
      }
    } finally {
      afterSome.run();
    }
  }

  <T> void complete(CompletableFuture<T> future, T value) {
    run(() -> future.complete(value));
  }

  void fail(CompletableFuture<?> future, Throwable failure) {
    run(() -> future.completeExceptionally(failure));
  }

  /** What is queued still completes. */
  void shutdown() {
    executor.shutdown();
  }
}
