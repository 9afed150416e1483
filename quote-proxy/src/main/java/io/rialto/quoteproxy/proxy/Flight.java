package io.rialto.quoteproxy.proxy;

import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.legacy.Demand;
import java.util.concurrent.CompletableFuture;

/**
 * One price on its way, and how many wait for it. The first caller's user and number go to the
 * source; everyone else joins. A hit that has begun goes on without its callers, because it is paid
 * for; a hit that has not begun is left out once all of them have gone, unless the flight is one
 * that nobody has to wait for.
 */
final class Flight implements Demand {

  private final QuoteQuery first;
  private final boolean isRefresh;
  private final CompletableFuture<SignedQuote> quote = new CompletableFuture<>();
  private int waiting;
  private boolean isClosed;

  private Flight(QuoteQuery first, boolean isRefresh, int waiting) {
    this.first = first;
    this.isRefresh = isRefresh;
    this.waiting = waiting;
  }

  /** A flight on which its first caller waits. */
  static Flight forCaller(QuoteQuery first) {
    return new Flight(first, false, 1);
  }

  /** A flight on which nobody waits yet: what is in the cache still counts. */
  static Flight forRefresh(QuoteQuery latest) {
    return new Flight(latest, true, 0);
  }

  QuoteQuery first() {
    return first;
  }

  CompletableFuture<SignedQuote> quote() {
    return quote;
  }

  /** One more waits; false if the flight was given up and another is needed. */
  synchronized boolean join() {
    if (isClosed) {
      return false;
    }
    waiting++;
    return true;
  }

  synchronized void leave() {
    waiting--;
  }

  @Override
  public synchronized Want want() {
    if (waiting > 0) {
      return Want.WAITED_FOR;
    }
    return isRefresh ? Want.SPARE : Want.NOBODY;
  }

  /** Asked before each hit: if nobody wants it, the flight is given up for good. */
  @Override
  public synchronized boolean isStillWanted() {
    if (want() == Want.NOBODY) {
      isClosed = true;
    }
    return !isClosed;
  }
}
