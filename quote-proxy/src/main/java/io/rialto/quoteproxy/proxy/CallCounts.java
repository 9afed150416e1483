package io.rialto.quoteproxy.proxy;

import java.util.concurrent.atomic.LongAdder;

/**
 * Calls that needed no hit of their own, and hits that needed no call, since the start. Any thread
 * may count and read.
 */
final class CallCounts {

  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder joined = new LongAdder();
  private final LongAdder refreshes = new LongAdder();

  void hitsTheCache() {
    cacheHits.increment();
  }

  void joins() {
    joined.increment();
  }

  void refreshes() {
    refreshes.increment();
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
