package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.legacy.SourceException.Kind;
import java.util.concurrent.CompletableFuture;

/** A source that is left alone while its {@link CircuitBreaker} says so. */
final class GuardedSource implements PriceSource {

  private final PriceSource source;
  private final CircuitBreaker breaker;

  GuardedSource(PriceSource source, CircuitBreaker breaker) {
    this.source = source;
    this.breaker = breaker;
  }

  /** As its interface says; also fails with kind PAUSED or PROBED, and then no hit was made. */
  @Override
  public CompletableFuture<LegacyQuote> hit(LegacyRequest request) {
    CircuitBreaker.Permit permit;
    try {
      permit = breaker.begin();
    } catch (SourceException e) {
      return CompletableFuture.failedFuture(e);
    }
    return source
        .hit(request)
        .whenComplete(
            (reply, failure) -> {
              if (failure == null || isReply(SourceException.unwrapped(failure))) {
                breaker.answered();
              } else {
                breaker.failed(permit, SourceException.unwrapped(failure).getMessage());
              }
            });
  }

  private static boolean isReply(Throwable failure) {
    return failure instanceof SourceException known && known.kind() == Kind.REFUSED;
  }
}
