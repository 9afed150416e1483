package io.rialto.quoteproxy.legacy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts each hit on a source, what was wrong with it, and how long it took if nothing was. */
final class CountedSource implements PriceSource {

  private static final Logger LOG = LoggerFactory.getLogger(CountedSource.class);

  private final PriceSource source;
  private final HitCounts counts;
  private final LatestLatencies latencies;
  private final Runnable begins;

  private CountedSource(
      PriceSource source, HitCounts counts, LatestLatencies latencies, Runnable begins) {
    this.source = source;
    this.counts = counts;
    this.latencies = latencies;
    this.begins = begins;
  }

  /** Whose hits are those that every price needs. */
  static CountedSource ofHits(PriceSource source, HitCounts counts, LatestLatencies latencies) {
    return new CountedSource(source, counts, latencies, counts::hitBegins);
  }

  /** Whose hits are second ones, for a price whose first one is slow. */
  static CountedSource ofHedges(PriceSource source, HitCounts counts, LatestLatencies latencies) {
    return new CountedSource(source, counts, latencies, counts::hedgeBegins);
  }

  @Override
  public CompletableFuture<LegacyQuote> hit(LegacyRequest request) {
    begins.run();
    long beganNanos = System.nanoTime();
    return source
        .hit(request)
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                latencies.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
              } else if (SourceException.unwrapped(failure) instanceof SourceException known) {
                LOG.warn("{}", known.getMessage());
                known.fault().ifPresent(counts::hitFails);
              }
            });
  }
}
