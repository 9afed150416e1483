package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Limits;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A price, if need be with several tries: after a refused reply or a failure the source is asked
 * again, a bounded number of times with growing pauses, and only while somebody wants it.
 */
final class PersistentFetch {

  private final Attempt attempt;
  private final CircuitBreaker breaker;
  private final ScheduledExecutorService timer;

  /**
   * @param breaker the one of the attempts' source: says early that no hit would be made
   * @param timer makes the pauses between attempts; stays the caller's to close
   */
  PersistentFetch(Attempt attempt, CircuitBreaker breaker, ScheduledExecutorService timer) {
    this.attempt = attempt;
    this.breaker = breaker;
    this.timer = timer;
  }

  /** Fetches one price, as {@link SourceFront#fetch} says. */
  CompletableFuture<LegacyQuote> fetch(LegacyRequest request, Demand demand) {
    Fetch fetch = new Fetch(request, demand);
    fetch.tryOnce(1);
    return fetch.quote;
  }

  /** One price on its way. */
  private final class Fetch {
    private final LegacyRequest request;
    private final Demand demand;
    private final CompletableFuture<LegacyQuote> quote = new CompletableFuture<>();

    Fetch(LegacyRequest request, Demand demand) {
      this.request = request;
      this.demand = demand;
    }

    void tryOnce(int number) {
      Optional<SourceException> pause = breaker.pause();
      if (pause.isPresent()) {
        quote.completeExceptionally(pause.get());
        return;
      }
      attempt
          .make(request, demand)
          .whenComplete(
              (reply, failure) -> {
                if (failure == null) {
                  quote.complete(reply);
                } else {
                  afterFailure(number, SourceException.unwrapped(failure));
                }
              });
    }

    private void afterFailure(int number, Throwable failure) {
      switch (nextStep(number, failure)) {
        case GIVE_UP -> quote.completeExceptionally(failure);
        case TRY_AGAIN ->
            timer.schedule(
                () -> tryOnce(number + 1),
                Limits.RETRY_PAUSE_MILLIS << (number - 1),
                TimeUnit.MILLISECONDS);
        case AWAIT_PROBE -> breaker.probeEnd().thenRun(() -> tryOnce(number));
      }
    }
  }

  private enum Step {
    GIVE_UP,
    TRY_AGAIN,
    AWAIT_PROBE
  }

  private static Step nextStep(int number, Throwable failure) {
    if (!(failure instanceof SourceException known)) {
      return Step.GIVE_UP;
    }
    return switch (known.kind()) {
      case REFUSED, GONE, SLOW -> number < Limits.ATTEMPTS_MAX ? Step.TRY_AGAIN : Step.GIVE_UP;
      case PROBED -> Step.AWAIT_PROBE;
      case CROWDED, ABANDONED, PAUSED -> Step.GIVE_UP;
    };
  }
}
