package io.rialto.quoteproxy.proxy;

import com.google.protobuf.ByteString;
import io.rialto.proto.quotes.BreakerState;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.SpeedPolicy;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.CircuitBreaker;
import io.rialto.quoteproxy.legacy.HitCounts;
import io.rialto.quoteproxy.legacy.LatestLatencies;
import io.rialto.quoteproxy.legacy.SourceFront;
import java.time.Clock;
import java.util.function.Supplier;

/** The figures of a proxy's life, as quotes.proto has them. Any thread. */
record ProxyFigures(
    String proxyName,
    Policy policy,
    Supplier<KeyRing> keys,
    SourceFront source,
    CallCounts calls,
    Clock clock) {

  QuoteProxyStatus now() {
    QuoteProxyStatus.Builder status =
        QuoteProxyStatus.newBuilder()
            .setProxyName(proxyName)
            .setPolicy(of(policy))
            .setCacheHits(calls.cacheHits())
            .setJoined(calls.joined())
            .setRefreshes(calls.refreshesBegun())
            .setCalls(calls.answered())
            .setCallMicros(calls.micros())
            .setCallP50Millis(calls.latencies().percentileMillis(50))
            .setCallP90Millis(calls.latencies().percentileMillis(90))
            .setCallP99Millis(calls.latencies().percentileMillis(99))
            .setTimeMillis(clock.millis());
    addKeys(status);
    addHits(status);
    addBreaker(status);
    return status.build();
  }

  private void addKeys(QuoteProxyStatus.Builder status) {
    for (PublishedKey key : keys.get().published()) {
      status
          .addKeysBuilder()
          .setKeyId(key.keyId())
          .setPublicKeyX509(ByteString.copyFrom(key.x509()));
    }
  }

  private void addHits(QuoteProxyStatus.Builder status) {
    HitCounts hits = source.counts();
    LatestLatencies latencies = source.latencies();
    long hitsMade = hits.hits();
    status
        .setHits(hitsMade)
        .setCostCents(hitsMade * Limits.HIT_COST_CENTS)
        .setHedges(hits.hedges())
        .setHedgesWon(hits.hedgesWon())
        .setRefused(hits.refused())
        .setFailed(hits.failed())
        .setHitP50Millis(latencies.percentileMillis(50))
        .setHitP90Millis(latencies.percentileMillis(90))
        .setHitP99Millis(latencies.percentileMillis(99));
    hits.faults().forEach((fault, count) -> status.putFaults(fault.name(), count));
  }

  private void addBreaker(QuoteProxyStatus.Builder status) {
    CircuitBreaker breaker = source.breaker();
    status
        .setBreaker(of(breaker.state()))
        .setBreakerOpenings(breaker.openings())
        .setBreakerRetryMillis(breaker.retryMillis());
  }

  private static SpeedPolicy of(Policy policy) {
    return switch (policy) {
      case THRIFTY -> SpeedPolicy.THRIFTY;
      case HEDGED -> SpeedPolicy.HEDGED;
      case EAGER -> SpeedPolicy.EAGER;
    };
  }

  private static BreakerState of(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED -> BreakerState.CLOSED;
      case OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
    };
  }
}
