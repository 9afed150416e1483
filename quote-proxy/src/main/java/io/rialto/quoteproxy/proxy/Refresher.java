package io.rialto.quoteproxy.proxy;

import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches quotes of symbols in demand anew before they run out. A quote gets one such fetch: if it
 * fails, its symbol has to come into demand again, so that a source which gives no good reply is
 * not asked for ever on nobody's behalf.
 */
final class Refresher {

  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

  private final QuoteCache cache;
  private final HotSymbols hot;
  private final QuoteLookup lookup;
  private final AtomicInteger underWay = new AtomicInteger();

  Refresher(QuoteCache cache, HotSymbols hot, QuoteLookup lookup) {
    this.cache = cache;
    this.hot = hot;
    this.lookup = lookup;
  }

  /** Begins what is due. To be called every now and then, by one thread at a time. */
  void look() {
    try {
      for (SignedQuote quote : cache.endingWithin(Limits.REFRESH_AHEAD_MILLIS)) {
        if (underWay.get() < Limits.REFRESHES_SIDE_BY_SIDE_MAX) {
          hot.latestIfHot(quote.getSymbol()).ifPresent(latest -> refresh(quote, latest));
        }
      }
    } catch (RuntimeException e) {
      // Thrown on, it would end all further looks; quotes that are not refreshed are only slower.
      LOG.error("quotes could not be refreshed", e);
    }
  }

  private void refresh(SignedQuote known, QuoteQuery latest) {
    underWay.incrementAndGet();
    lookup
        .refresh(known, latest)
        .ifPresentOrElse(
            refreshed -> refreshed.whenComplete((fresh, failure) -> end(latest, failure)),
            underWay::decrementAndGet);
  }

  private void end(QuoteQuery latest, Throwable failure) {
    underWay.decrementAndGet();
    if (failure != null) {
      hot.cool(latest.symbol());
    }
  }
}
