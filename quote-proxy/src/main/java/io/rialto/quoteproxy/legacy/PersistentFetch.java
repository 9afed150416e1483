package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Limits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A price, if need be with several hits: after a refused reply or a failure the source is asked
 * again, a bounded number of times with growing pauses, and only while somebody still waits.
 */
public final class PersistentFetch {

  private static final Logger LOG = LoggerFactory.getLogger(PersistentFetch.class);

  private final PriceSource source;
  private final Turnstile turnstile;
  private final ScheduledExecutorService timer;
  private final HitCounts counts;

  /** The timer makes the pauses between attempts; it stays the caller's to close. */
  public PersistentFetch(
      PriceSource source, Turnstile turnstile, ScheduledExecutorService timer, HitCounts counts) {
    this.source = source;
    this.turnstile = turnstile;
    this.timer = timer;
    this.counts = counts;
  }

  /**
   * Fetches one price. Never blocks.
   *
   * @param stillWanted asked before each hit; once false, no further hit is made
   * @return the checked reply; fails with the {@link SourceException} of the last attempt
   */
  public CompletableFuture<LegacyQuote> fetch(LegacyRequest request, BooleanSupplier stillWanted) {
    CompletableFuture<LegacyQuote> quote = new CompletableFuture<>();
    attempt(request, stillWanted, 1, quote);
    return quote;
  }

  private void attempt(
      LegacyRequest request,
      BooleanSupplier stillWanted,
      int attempt,
      CompletableFuture<LegacyQuote> quote) {
    turnstile
        .pass(stillWanted, () -> countedHit(request))
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                quote.complete(reply);
              } else if (attempt < Limits.ATTEMPTS_MAX && isWorthAnother(causeOf(failure))) {
                long pauseMillis = Limits.RETRY_PAUSE_MILLIS << (attempt - 1);
                timer.schedule(
                    () -> attempt(request, stillWanted, attempt + 1, quote),
                    pauseMillis,
                    TimeUnit.MILLISECONDS);
              } else {
                quote.completeExceptionally(causeOf(failure));
              }
            });
  }

  private CompletableFuture<LegacyQuote> countedHit(LegacyRequest request) {
    counts.hitBegins();
    return source
        .hit(request)
        .whenComplete(
            (reply, failure) -> {
              if (causeOf(failure) instanceof SourceException known) {
                LOG.warn("{}", known.getMessage());
                counts.hitEnds(known);
              }
            });
  }

  private static boolean isWorthAnother(Throwable failure) {
    return failure instanceof SourceException known
        && switch (known.kind()) {
          case REFUSED, GONE, SLOW -> true;
          case CROWDED, ABANDONED -> false;
        };
  }

  private static Throwable causeOf(Throwable failure) {
    return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
  }
}
