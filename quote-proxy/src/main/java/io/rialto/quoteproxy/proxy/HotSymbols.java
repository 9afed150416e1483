package io.rialto.quoteproxy.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rialto.quoteproxy.Limits;
import java.time.Duration;
import java.util.Optional;

/**
 * Which symbols are in demand: those that were asked for several times within the last minutes.
 * Minutes, because a node asks at most once in the sixty seconds for which it holds a quote,
 * however many of its users want it. Any thread.
 */
final class HotSymbols {

  private static final Duration WINDOW = Duration.ofMillis(Limits.HOT_WINDOW_MILLIS);

  private final Cache<String, Asks> asksOfSymbol;
  private final Ticker ticker;

  HotSymbols(Ticker ticker) {
    this.ticker = ticker;
    this.asksOfSymbol =
        Caffeine.newBuilder()
            .maximumSize(Limits.CACHED_QUOTES_MAX)
            .expireAfterAccess(WINDOW.plusMillis(1))
            .ticker(ticker)
            .build();
  }

  /** Sees each call. */
  void asked(QuoteQuery query) {
    asksOfSymbol.get(query.symbol(), symbol -> new Asks()).add(query, ticker.read());
  }

  /** The latest call for the symbol if it is in demand. */
  Optional<QuoteQuery> latestIfHot(String symbol) {
    Asks asks = asksOfSymbol.getIfPresent(symbol);
    return asks == null ? Optional.empty() : asks.latestIfHot(ticker.read());
  }

  /** The symbol counts as one that nobody has asked for yet. */
  void cool(String symbol) {
    asksOfSymbol.invalidate(symbol);
  }

  /** When the latest calls for one symbol came: as many as make it hot. */
  private static final class Asks {
    private final long[] nanos = new long[Limits.HOT_ASKS];
    private int count;
    private QuoteQuery latest;

    synchronized void add(QuoteQuery query, long nowNanos) {
      System.arraycopy(nanos, 1, nanos, 0, nanos.length - 1);
      nanos[nanos.length - 1] = nowNanos;
      count = Math.min(count + 1, nanos.length);
      latest = query;
    }

    synchronized Optional<QuoteQuery> latestIfHot(long nowNanos) {
      boolean isHot = count == nanos.length && nowNanos - nanos[0] <= WINDOW.toNanos();
      return isHot ? Optional.of(latest) : Optional.empty();
    }
  }
}
