package io.rialto.quoteproxy.proxy;

import java.util.concurrent.atomic.LongAdder;

/** Calls that needed no hit of their own, since the start. Any thread may count and read. */
final class CallCounts {

  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder joined = new LongAdder();

  void hitsTheCache() {
    cacheHits.increment();
  }

  void joins() {
    joined.increment();
  }

  long cacheHits() {
    return cacheHits.sum();
  }

  long joined() {
    return joined.sum();
  }
}
