package io.rialto.quoteproxy.proxy;

import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.LegacyQuote;
import io.rialto.quoteproxy.legacy.SourceException;
import io.rialto.quoteproxy.legacy.SourceFront;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * From a query to a signed quote with as few hits as possible: from the cache, else with the hit
 * that is already under way for the symbol, else with a new one (P8).
 *
 * <p>Invariant, under {@link #flights}'s lock: a symbol has at most one flight that can be joined,
 * and a quote is in the cache before its flight is gone. So nobody who comes late makes a hit that
 * was just made.
 */
final class QuoteLookup {

  private final QuoteCache cache;
  private final SourceFront source;
  private final QuoteSigner signer;
  private final Executor signing;
  private final Clock clock;
  private final CallCounts counts;
  private final Map<String, Flight> flights = new HashMap<>();
  private final Semaphore places = new Semaphore(Limits.WAITING_CALLS_MAX);

  /**
   * Puts the parts together.
   *
   * @param signing runs the signatures: the threads that read replies must not, because a reply
   *     that is not read in time is paid for twice
   */
  QuoteLookup(
      QuoteCache cache,
      SourceFront source,
      QuoteSigner signer,
      Executor signing,
      Clock clock,
      CallCounts counts) {
    this.cache = cache;
    this.source = source;
    this.signer = signer;
    this.signing = signing;
    this.clock = clock;
    this.counts = counts;
  }

  /**
   * Looks a price up. Never blocks.
   *
   * @param waitMillis how long this caller waits; the hit it caused may go on for others
   * @return the quote; fails with {@link TimeoutException} or, possibly wrapped, {@link
   *     SourceException}. Cancelling it gives up this caller's wait only.
   */
  CompletableFuture<SignedQuote> lookup(QuoteQuery query, long waitMillis) {
    Optional<SignedQuote> known = cache.find(query);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(fromCache(known.get()));
    }
    if (waitMillis <= 0) {
      return CompletableFuture.failedFuture(new TimeoutException("the deadline has passed"));
    }
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(
          SourceException.crowded(Limits.WAITING_CALLS_MAX + " calls wait for a price already"));
    }
    Boarding boarding = board(query);
    if (boarding.known != null) {
      places.release();
      return CompletableFuture.completedFuture(fromCache(boarding.known));
    }
    if (boarding.isFirst) {
      depart(boarding.flight);
    } else {
      counts.joins();
    }
    CompletableFuture<SignedQuote> answer =
        boarding.flight.quote().copy().orTimeout(waitMillis, TimeUnit.MILLISECONDS);
    answer.whenComplete(
        (quote, failure) -> {
          boarding.flight.leave();
          places.release();
        });
    return answer;
  }

  /**
   * Fetches a quote anew while the one in the cache still counts; who comes when that is over
   * joins. Never blocks.
   *
   * @param known the one in the cache
   * @param latest whose user and number the new one is to have
   * @return when it has come, failing as {@link #lookup} does; empty if one has come since or is
   *     under way already
   */
  Optional<CompletableFuture<SignedQuote>> refresh(SignedQuote known, QuoteQuery latest) {
    Flight flight = Flight.forRefresh(latest);
    synchronized (flights) {
      if (!cache.holds(known) || flights.putIfAbsent(latest.symbol(), flight) != null) {
        return Optional.empty();
      }
    }
    counts.refreshes();
    depart(flight);
    return Optional.of(flight.quote().copy());
  }

  /** What a caller finds: a quote that has just landed, or a flight. */
  private record Boarding(SignedQuote known, Flight flight, boolean isFirst) {}

  private Boarding board(QuoteQuery query) {
    synchronized (flights) {
      Optional<SignedQuote> landed = cache.find(query);
      if (landed.isPresent()) {
        return new Boarding(landed.get(), null, false);
      }
      Flight current = flights.get(query.symbol());
      if (current != null && current.join()) {
        return new Boarding(null, current, false);
      }
      Flight flight = Flight.forCaller(query);
      flights.put(query.symbol(), flight);
      return new Boarding(null, flight, true);
    }
  }

  /** A reply and when it came: signing may have to wait for a thread, the time must not. */
  private record Stamped(LegacyQuote reply, long timeMillis) {}

  private void depart(Flight flight) {
    source
        .fetch(flight.first().request(), flight)
        .thenApply(reply -> new Stamped(reply, clock.millis()))
        .thenApplyAsync(
            stamped -> signer.sign(stamped.reply, flight.first().number(), stamped.timeMillis),
            signing)
        .whenComplete((quote, failure) -> land(flight, quote, failure));
  }

  private void land(Flight flight, SignedQuote quote, Throwable failure) {
    synchronized (flights) {
      if (quote != null) {
        cache.put(quote);
      }
      flights.remove(flight.first().symbol(), flight);
    }
    if (quote != null) {
      flight.quote().complete(quote);
    } else {
      flight.quote().completeExceptionally(SourceException.unwrapped(failure));
    }
  }

  private SignedQuote fromCache(SignedQuote quote) {
    counts.hitsTheCache();
    return quote.toBuilder().setCached(true).build();
  }
}
