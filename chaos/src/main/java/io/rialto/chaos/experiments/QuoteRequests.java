package io.rialto.chaos.experiments;

import io.grpc.stub.StreamObserver;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SignedQuote;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Asks a quote proxy for prices, so many side by side. */
final class QuoteRequests {

  private static final String USER = "retrieval";

  private final QuotesGrpc.QuotesStub quotes;
  private final Semaphore places = new Semaphore(ExperimentLimits.RETRIEVALS_SIDE_BY_SIDE);
  private final LongAdder failed = new LongAdder();

  QuoteRequests(QuotesGrpc.QuotesStub quotes) {
    this.quotes = quotes;
  }

  /**
   * Asks for a price of each symbol and waits for all of them; returns how many requests failed.
   *
   * @param times gets how long each took that did not
   */
  long askAll(List<String> symbols, Stopwatch times) throws InterruptedException {
    failed.reset();
    for (String symbol : symbols) {
      places.acquire();
      ask(symbol, times);
    }
    places.acquire(ExperimentLimits.RETRIEVALS_SIDE_BY_SIDE);
    places.release(ExperimentLimits.RETRIEVALS_SIDE_BY_SIDE);
    return failed.sum();
  }

  private void ask(String symbol, Stopwatch times) {
    long began = System.nanoTime();
    quotes
        .withDeadlineAfter(ExperimentLimits.RETRIEVAL_MAX.toMillis(), TimeUnit.MILLISECONDS)
        .withWaitForReady()
        .getQuote(
            QuoteRequest.newBuilder().setSymbol(symbol).setUser(USER).build(),
            new StreamObserver<>() {
              @Override
              public void onNext(SignedQuote quote) {
                times.ends(began);
              }

              @Override
              public void onError(Throwable failure) {
                failed.increment();
                places.release();
              }

              @Override
              public void onCompleted() {
                places.release();
              }
            });
  }
}
