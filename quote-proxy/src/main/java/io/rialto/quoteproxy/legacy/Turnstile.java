package io.rialto.quoteproxy.legacy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets hits through in the order in which they came: so many side by side, so many a second, and
 * only so many waiting. Both rates exist because the source lies above about a thousand hits a
 * second, and a lie costs as much as the truth.
 *
 * <p>Hits are spaced evenly rather than let through in bursts: a second of any start then holds no
 * more than the rate. All methods may be called from any thread.
 */
public final class Turnstile {

  private final int sideBySideMax;
  private final long spacingNanos;
  private final int queuedMax;
  private final ScheduledExecutorService timer;
  private final Queue<Waiting<?>> queue = new ArrayDeque<>();
  private int inside;
  private long earliestNextNanos = System.nanoTime();
  private boolean wakeUpIsSet;

  /** A closed door is opened by {@code timer}, which stays the caller's to close. */
  public Turnstile(
      int sideBySideMax, int perSecondMax, int queuedMax, ScheduledExecutorService timer) {
    this.sideBySideMax = sideBySideMax;
    this.spacingNanos = TimeUnit.SECONDS.toNanos(1) / perSecondMax;
    this.queuedMax = queuedMax;
    this.timer = timer;
  }

  /**
   * Runs the work when its turn comes; its place is free again when the work's future completes.
   *
   * @param stillWanted asked when the turn has come, under a lock, so it must be quick; if false,
   *     the work is left out and takes nobody's turn
   * @return the work's result; fails with a {@link SourceException} of kind CROWDED at once, or of
   *     kind ABANDONED when not wanted any more
   */
  public <T> CompletableFuture<T> pass(
      BooleanSupplier stillWanted, Supplier<CompletableFuture<T>> work) {
    Waiting<T> waiting = new Waiting<>(stillWanted, work, new CompletableFuture<>());
    synchronized (this) {
      if (queue.size() >= queuedMax) {
        return CompletableFuture.failedFuture(
            new SourceException(
                SourceException.Kind.CROWDED,
                queuedMax + " symbols wait for the quote source already"));
      }
      queue.add(waiting);
    }
    letThrough();
    return waiting.result;
  }

  private void letThrough() {
    for (Waiting<?> next = next(); next != null; next = next()) {
      next.run(this::leave);
    }
  }

  private synchronized Waiting<?> next() {
    while (!queue.isEmpty() && inside < sideBySideMax) {
      if (!queue.peek().stillWanted.getAsBoolean()) {
        // Its future is completed outside of the lock, by the one who drains the queue.
        return queue.remove().abandoned();
      }
      long now = System.nanoTime();
      if (now - earliestNextNanos < 0) {
        wakeUpIn(earliestNextNanos - now);
        return null;
      }
      earliestNextNanos = now + spacingNanos;
      inside++;
      return queue.remove();
    }
    return null;
  }

  private void wakeUpIn(long nanos) {
    if (!wakeUpIsSet) {
      wakeUpIsSet = true;
      timer.schedule(this::wakeUp, nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void wakeUp() {
    synchronized (this) {
      wakeUpIsSet = false;
    }
    letThrough();
  }

  private void leave() {
    synchronized (this) {
      inside--;
    }
    letThrough();
  }

  private record Waiting<T>(
      BooleanSupplier stillWanted,
      Supplier<CompletableFuture<T>> work,
      CompletableFuture<T> result,
      boolean isAbandoned) {

    Waiting(
        BooleanSupplier stillWanted,
        Supplier<CompletableFuture<T>> work,
        CompletableFuture<T> result) {
      this(stillWanted, work, result, false);
    }

    Waiting<T> abandoned() {
      return new Waiting<>(stillWanted, work, result, true);
    }

    void run(Runnable leave) {
      if (isAbandoned) {
        result.completeExceptionally(
            new SourceException(
                SourceException.Kind.ABANDONED, "nobody waits for this price any more"));
        return;
      }
      work.get()
          .whenComplete(
              (value, failure) -> {
                leave.run();
                if (failure == null) {
                  result.complete(value);
                } else {
                  result.completeExceptionally(failure);
                }
              });
    }
  }
}
