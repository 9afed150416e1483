package io.rialto.quoteproxy.proxy;

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
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** quotes.proto's service: checks what is asked, and passes on what the lookup says. */
final class QuotesService extends QuotesGrpc.QuotesImplBase {

  private final QuoteLookup lookup;
  private final HotSymbols hot;
  private final Clock clock;
  private final ProxyFigures figures;

  QuotesService(QuoteLookup lookup, HotSymbols hot, Clock clock, ProxyFigures figures) {
    this.lookup = lookup;
    this.hot = hot;
    this.clock = clock;
    this.figures = figures;
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
      observer.onError(clocksApart(query.notOlderThanMillis(), now).asRuntimeException());
      return;
    }
    long start = System.nanoTime();
    CompletableFuture<SignedQuote> quote = lookup.lookup(query, waitMillis());
    ((ServerCallStreamObserver<SignedQuote>) observer)
        .setOnCancelHandler(() -> quote.cancel(false));
    quote.whenComplete(
        (found, failure) -> {
          figures.calls().answered(System.nanoTime() - start);
          if (found != null) {
            // Who got none asks again, and that is not more demand.
            hot.asked(query);
          }
          answer(observer, found, failure);
        });
  }

  /** No quote of now could satisfy the caller: a hit would be paid for and thrown away. */
  private static Status clocksApart(long notOlderThanMillis, long nowMillis) {
    return Status.FAILED_PRECONDITION.withDescription(
        "not_older_than_millis is "
            + (notOlderThanMillis - nowMillis)
            + " ms in the future of the proxy's clock: "
            + notOlderThanMillis
            + ", and it is "
            + nowMillis);
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
    observer.onNext(figures.now());
    observer.onCompleted();
  }
}
