package io.rialto.client.sdk;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The one thread that owns a client's state. A task that throws breaks the client: {@code broken}
 * is told.
 */
final class Loop implements Executor {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final ScheduledThreadPoolExecutor executor;
  private final String name = "rialto-client-" + NUMBER.incrementAndGet();
  private volatile Consumer<Throwable> broken = failure -> {};

  Loop() {
    executor = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  String name() {
    return name;
  }

  void whenBroken(Consumer<Throwable> listener) {
    broken = listener;
  }

  /** After the loop's end the task runs on the calling thread, and finds the client closed. */
  @Override
  public void execute(Runnable task) {
    Runnable guarded = guarded(task);
    try {
      executor.execute(guarded);
    } catch (RejectedExecutionException ended) {
      guarded.run();
    }
  }

  /** To be called on the loop. Dropped if the client is closed before. */
  void after(long millis, Runnable task) {
    if (!executor.isShutdown()) {
      executor.schedule(guarded(task), Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
  }

  void shutdown() {
    executor.shutdown();
  }

  /**
   * gRPC and the executor would log and drop what a task throws; the client must not go on with
   * half a change.
   */
  Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error failure) {
        broken.accept(failure);
      }
    };
  }
}
