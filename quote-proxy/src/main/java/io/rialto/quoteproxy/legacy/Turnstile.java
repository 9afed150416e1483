package io.rialto.quoteproxy.legacy;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets hits through in the order in which they came: so many side by side, so many a second, and
 * only so many waiting. Both rates exist because the source lies above about a thousand hits a
 * second, and a lie costs as much as the truth.
 *
 * <p>Hits are spaced evenly rather than let through in bursts: a second of any start then holds no
 * more than the rate. What is merely good to have stands in a line of its own, which moves only
 * while nobody else waits; once somebody does wait for it, it changes lines. All methods may be
 * called from any thread.
 */
final class Turnstile {

  private final int sideBySideMax;
  private final long spacingNanos;
  private final int queuedMax;
  private final ScheduledExecutorService timer;
  private final Queue<Waiting<?>> waitedFor = new ArrayDeque<>();
  private final Queue<Waiting<?>> spare = new ArrayDeque<>();
  private final AtomicInteger looks = new AtomicInteger();
  private int inside;
  private long earliestNextNanos = System.nanoTime();
  private boolean wakeUpIsSet;

  /** A closed door is opened by {@code timer}, which stays the caller's to close. */
  Turnstile(int sideBySideMax, int perSecondMax, int queuedMax, ScheduledExecutorService timer) {
    this.sideBySideMax = sideBySideMax;
    this.spacingNanos = TimeUnit.SECONDS.toNanos(1) / perSecondMax;
    this.queuedMax = queuedMax;
    this.timer = timer;
  }

  /**
   * Runs the work when its turn comes; its place is free again when the work's future completes.
   *
   * @param demand asked when the turn has come, under a lock; if it is not wanted any more, the
   *     work is left out and takes nobody's turn
   * @return the work's result; fails with a {@link SourceException} of kind CROWDED at once, or of
   *     kind ABANDONED when not wanted any more
   */
  <T> CompletableFuture<T> pass(Demand demand, Supplier<CompletableFuture<T>> work) {
    Waiting<T> waiting = new Waiting<>(demand, work, new CompletableFuture<>());
    synchronized (this) {
      if (waitedFor.size() + spare.size() >= queuedMax) {
        return CompletableFuture.failedFuture(
            SourceException.crowded(queuedMax + " symbols wait for the quote source already"));
      }
      (demand.want() == Demand.Want.SPARE ? spare : waitedFor).add(waiting);
    }
    letThrough();
    return waiting.result;
  }

  /** One thread at a time, and not from within itself: a work may end as soon as it begins. */
  private void letThrough() {
    if (looks.getAndIncrement() > 0) {
      // Who is at it looks once more.
      return;
    }
    int looked;
    do {
      looked = looks.get();
      for (Waiting<?> next = next(); next != null; next = next()) {
        next.run(this::leave);
      }
    } while (looks.addAndGet(-looked) > 0);
  }

  private synchronized Waiting<?> next() {
    promote();
    Queue<Waiting<?>> line = waitedFor.isEmpty() ? spare : waitedFor;
    if (line.isEmpty() || inside >= sideBySideMax) {
      return null;
    }
    if (!line.element().demand.isStillWanted()) {
      // Its future is completed outside of the lock, by the one who drains the lines.
      return line.remove().abandoned();
    }
    long now = System.nanoTime();
    if (now - earliestNextNanos < 0) {
      wakeUpIn(earliestNextNanos - now);
      return null;
    }
    earliestNextNanos = now + spacingNanos;
    inside++;
    return line.remove();
  }

  /**
   * Moves what is not spare any more: what is waited for now, and what nobody wants, which takes
   * nobody's turn when it is reached. So little stays spare for long, and each look is short.
   */
  private void promote() {
    for (Iterator<Waiting<?>> each = spare.iterator(); each.hasNext(); ) {
      Waiting<?> waiting = each.next();
      if (waiting.demand.want() != Demand.Want.SPARE) {
        each.remove();
        waitedFor.add(waiting);
      }
    }
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
      Demand demand,
      Supplier<CompletableFuture<T>> work,
      CompletableFuture<T> result,
      boolean isAbandoned) {

    Waiting(Demand demand, Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {
      this(demand, work, result, false);
    }

    Waiting<T> abandoned() {
      return new Waiting<>(demand, work, result, true);
    }

    void run(Runnable leave) {
      if (isAbandoned) {
        result.completeExceptionally(SourceException.abandoned());
        return;
      }
      begin()
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

    private CompletableFuture<T> begin() {
      try {
        return work.get();
      } catch (RuntimeException e) {
        return CompletableFuture.failedFuture(e);
      }
    }
  }
}
