package io.rialto.client.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which a client's futures complete, so that user code never runs on the loop. Its
 * queue is bounded by the commands in flight. After its end, futures complete on whoever completes
 * them.
 */
final class ResultThread {

  private final ThreadPoolExecutor executor;
  private volatile Thread thread;

  ResultThread(String name) {
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
    executor.execute(task);
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
