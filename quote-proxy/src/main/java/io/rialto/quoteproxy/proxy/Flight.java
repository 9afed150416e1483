package io.rialto.quoteproxy.proxy;

import io.rialto.proto.quotes.SignedQuote;
import java.util.concurrent.CompletableFuture;

/**
 * One price on its way, and how many wait for it. The first caller's user and number go to the
 * source; everyone else joins. A hit that has begun goes on without its callers, because it is paid
 * for; a hit that has not begun is left out once all of them have gone.
 */
final class Flight {

  private final QuoteQuery first;
  private final CompletableFuture<SignedQuote> quote = new CompletableFuture<>();
  private int waiting = 1;
  private boolean isClosed;

  /** A flight on which its first caller waits. */
  Flight(QuoteQuery first) {
    this.first = first;
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

  /** Asked before each hit: if nobody waits, the flight is given up for good. */
  synchronized boolean isStillWanted() {
    if (waiting == 0) {
      isClosed = true;
    }
    return !isClosed;
  }
}
