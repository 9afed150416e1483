package io.rialto.quoteproxy.proxy;

import io.rialto.quoteproxy.legacy.LatestLatencies;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Calls and how long they took, those that needed no hit of their own, and hits that needed no
 * call, since the start. Any thread may count and read.
 */
final class CallCounts {

  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder joined = new LongAdder();
  private final LongAdder refreshes = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LatestLatencies latencies = new LatestLatencies();

  /** A call is over, with a price or without. */
  void answered(long tookNanos) {
    answered.increment();
    nanos.add(tookNanos);
    latencies.add(TimeUnit.NANOSECONDS.toMillis(tookNanos));
  }

  void hitsTheCache() {
    cacheHits.increment();
  }

  void joins() {
    joined.increment();
  }

  void refreshes() {
    refreshes.increment();
  }

  long answered() {
    return answered.sum();
  }

  /** How long these calls took together. */
  long micros() {
    return TimeUnit.NANOSECONDS.toMicros(nanos.sum());
  }

  /** How long the latest of them took. */
  LatestLatencies latencies() {
    return latencies;
  }

  long cacheHits() {
    return cacheHits.sum();
  }

  long joined() {
    return joined.sum();
  }

  long refreshesBegun() {
    return refreshes.sum();
  }
}
