package io.rialto.chaos.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** When the first command is acknowledged that was sent after a moment. Thread-safe. */
final class FirstAnswer {

  private volatile Expected expected;

  /** From now on; at most one moment is waited for at a time. */
  Expected expect() {
    Expected next = new Expected(System.nanoTime(), new CompletableFuture<>());
    expected = next;
    return next;
  }

  void done(long sentNanos, long answeredNanos) {
    Expected waiting = expected;
    if (waiting != null && sentNanos - waiting.sinceNanos() >= 0) {
      waiting.answeredNanos().complete(answeredNanos);
    }
  }

  /** A moment, and the one of the first answer after it. */
  record Expected(long sinceNanos, CompletableFuture<Long> answeredNanos) {

    /** Milliseconds between the two. */
    long awaitMillis(Duration longest) throws BenchException, InterruptedException {
      try {
        long answered = answeredNanos.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        return TimeUnit.NANOSECONDS.toMillis(answered - sinceNanos);
      } catch (TimeoutException | ExecutionException noAnswer) {
        throw new BenchException("no command was answered for " + longest.toSeconds() + " s");
      }
    }
  }
}
