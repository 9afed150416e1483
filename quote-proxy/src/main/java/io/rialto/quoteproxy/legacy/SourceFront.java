package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Limits;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * The way to a price, put together: tries, each in its turn, each with one hit or two, past the
 * breaker, counted. Any thread.
 */
public final class SourceFront implements AutoCloseable {

  private final LegacySource source;
  private final CircuitBreaker breaker;
  private final HitCounts counts = new HitCounts();
  private final LatestLatencies latencies = new LatestLatencies();
  private final PersistentFetch fetch;

  /**
   * Connects to nothing yet.
   *
   * @param hedging when to make a second hit; empty for never
   * @param timer for pauses, spacing and time-outs; stays the caller's to close
   * @param nanoTime a monotonic clock, by which the breaker goes
   */
  public SourceFront(
      SourceOptions options,
      Optional<HedgeOptions> hedging,
      ScheduledExecutorService timer,
      LongSupplier nanoTime)
      throws IOException {
    this.source = new LegacySource(options.endpoint(), options.hitMillis(), timer);
    this.breaker = new CircuitBreaker(nanoTime);
    Turnstile turnstile =
        new Turnstile(
            options.connectionsMax(), options.hitsPerSecondMax(), Limits.QUEUED_HITS_MAX, timer);
    PriceSource hits = new GuardedSource(CountedSource.ofHits(source, counts, latencies), breaker);
    Attempt attempt =
        hedging
            .map(chosen -> hedged(chosen, turnstile, hits, timer))
            .orElseGet(() -> Attempt.single(turnstile, hits));
    this.fetch = new PersistentFetch(attempt, breaker, timer);
  }

  private Attempt hedged(
      HedgeOptions chosen, Turnstile turnstile, PriceSource hits, ScheduledExecutorService timer) {
    return new HedgedAttempt(
        turnstile,
        hits,
        new GuardedSource(CountedSource.ofHedges(source, counts, latencies), breaker),
        new HedgeDelay(latencies, chosen.percentile())::millis,
        new HedgeBudget(chosen.budgetPercent()),
        counts,
        timer);
  }

  /**
   * Fetches one price. Never blocks.
   *
   * @param demand asked before each hit; once it wants none, no further hit is made
   * @return the checked reply; fails with the {@link SourceException} of the last try, of any kind
   *     but PROBED
   */
  public CompletableFuture<LegacyQuote> fetch(LegacyRequest request, Demand demand) {
    return fetch.fetch(request, demand);
  }

  public HitCounts counts() {
    return counts;
  }

  /** Of hits that brought a price: connecting and all, without the wait for their turn. */
  public LatestLatencies latencies() {
    return latencies;
  }

  public CircuitBreaker breaker() {
    return breaker;
  }

  /** Ends all hits under way: they fail as GONE. */
  @Override
  public void close() throws IOException {
    source.close();
  }
}
