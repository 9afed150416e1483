package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Limits;

/** How long a hit is waited for before a second one is made, learnt from the hits before it. */
final class HedgeDelay {

  private final LatestLatencies latencies;
  private final int percentile;

  HedgeDelay(LatestLatencies latencies, int percentile) {
    this.latencies = latencies;
    this.percentile = percentile;
  }

  long millis() {
    return latencies.count() < Limits.HEDGE_SAMPLES_MIN
        ? Limits.HEDGE_DELAY_MILLIS_DEFAULT
        : Math.max(latencies.percentileMillis(percentile), Limits.HEDGE_DELAY_MILLIS_MIN);
  }
}
