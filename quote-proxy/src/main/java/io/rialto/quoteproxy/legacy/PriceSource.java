package io.rialto.quoteproxy.legacy;

import java.util.concurrent.CompletableFuture;

/**
 * Something that can be hit for a price. One call is one hit, and is paid for: it tries once,
 * neither caches nor waits in line.
 */
@FunctionalInterface
interface PriceSource {

  /**
   * Makes one hit and checks its reply. Never blocks.
   *
   * @return the checked reply; fails with a {@link SourceException} of kind REFUSED, GONE or SLOW
   */
  CompletableFuture<LegacyQuote> hit(LegacyRequest request);
}
