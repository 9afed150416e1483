package io.rialto.quoteproxy.proxy;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.QuoteProxyStatusRequest;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.HitCounts;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** quotes.proto's service: checks what is asked, and passes on what the lookup says. */
final class QuotesService extends QuotesGrpc.QuotesImplBase {

  private final String proxyName;
  private final Supplier<KeyRing> keys;
  private final QuoteLookup lookup;
  private final Clock clock;
  private final HitCounts hits;
  private final CallCounts calls;

  QuotesService(
      String proxyName,
      Supplier<KeyRing> keys,
      QuoteLookup lookup,
      Clock clock,
      HitCounts hits,
      CallCounts calls) {
    this.proxyName = proxyName;
    this.keys = keys;
    this.lookup = lookup;
    this.clock = clock;
    this.hits = hits;
    this.calls = calls;
  }

  @Override
  public void getQuote(QuoteRequest request, StreamObserver<SignedQuote> observer) {
    QuoteQuery query;
    try {
      query = QuoteQuery.of(request);
    } catch (IllegalArgumentException e) {
      observer.onError(
          Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
      return;
    }
    long now = clock.millis();
    if (query.notOlderThanMillis() > now) {
      observer.onError(clocksApart(query.notOlderThanMillis() - now).asRuntimeException());
      return;
    }
    CompletableFuture<SignedQuote> quote = lookup.lookup(query, waitMillis());
    ((ServerCallStreamObserver<SignedQuote>) observer)
        .setOnCancelHandler(() -> quote.cancel(false));
    quote.whenComplete((found, failure) -> answer(observer, found, failure));
  }

  /** No quote of now could satisfy the caller: a hit would be paid for and thrown away. */
  private static Status clocksApart(long millis) {
    return Status.FAILED_PRECONDITION.withDescription(
        "not_older_than_millis is " + millis + " ms in the future of the proxy's clock");
  }

  private static long waitMillis() {
    Deadline deadline = Context.current().getDeadline();
    return deadline == null
        ? Limits.CALL_MILLIS_MAX
        : Math.min(deadline.timeRemaining(TimeUnit.MILLISECONDS), Limits.CALL_MILLIS_MAX);
  }

  private static void answer(
      StreamObserver<SignedQuote> observer, SignedQuote quote, Throwable failure) {
    if (failure == null) {
      observer.onNext(quote);
      observer.onCompleted();
    } else {
      observer.onError(FailureStatus.of(failure).asRuntimeException());
    }
  }

  @Override
  public void status(QuoteProxyStatusRequest request, StreamObserver<QuoteProxyStatus> observer) {
    long hitsMade = hits.hits();
    QuoteProxyStatus.Builder status =
        QuoteProxyStatus.newBuilder()
            .setProxyName(proxyName)
            .setHits(hitsMade)
            .setCostCents(hitsMade * Limits.HIT_COST_CENTS)
            .setCacheHits(calls.cacheHits())
            .setJoined(calls.joined())
            .setRefused(hits.refused())
            .setFailed(hits.failed())
            .setTimeMillis(clock.millis());
    for (PublishedKey key : keys.get().published()) {
      status
          .addKeysBuilder()
          .setKeyId(key.keyId())
          .setPublicKeyX509(ByteString.copyFrom(key.x509()));
    }
    observer.onNext(status.build());
    observer.onCompleted();
  }
}
