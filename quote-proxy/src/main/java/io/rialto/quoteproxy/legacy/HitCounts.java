package io.rialto.quoteproxy.legacy;

import java.util.concurrent.atomic.LongAdder;

/** What became of the hits since the start. Any thread may count and read. */
public final class HitCounts {

  private final LongAdder hits = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();

  void hitBegins() {
    hits.increment();
  }

  void hitEnds(SourceException failure) {
    switch (failure.kind()) {
      case REFUSED -> refused.increment();
      case GONE, SLOW -> failed.increment();
      case CROWDED, ABANDONED -> {
        // No hit was made.
      }
    }
  }

  /** Hits begun, each of which costs. */
  public long hits() {
    return hits.sum();
  }

  /** Replies that were not believed. */
  public long refused() {
    return refused.sum();
  }

  /** Hits that ended without a reply. */
  public long failed() {
    return failed.sum();
  }
}
