package io.rialto.quoteproxy.legacy;

import java.util.concurrent.CompletableFuture;

/** One try to get a price, in its turn: with one hit or, to be quicker, with two. */
@FunctionalInterface
interface Attempt {

  /**
   * Tries once. Never blocks.
   *
   * @return the checked reply; fails with a {@link SourceException} of any kind
   */
  CompletableFuture<LegacyQuote> make(LegacyRequest request, Demand demand);

  /** A try with one hit, however long it takes. */
  static Attempt single(Turnstile turnstile, PriceSource source) {
    return (request, demand) -> turnstile.pass(demand, () -> source.hit(request));
  }
}
