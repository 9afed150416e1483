package io.rialto.quoteproxy.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The signed quotes of the last minute, the latest of each symbol.
 *
 * <p>A quote has to be young by two clocks: the wall clock, whose time is in the quote and is what
 * everyone else goes by, and the ticker, which nobody can set back.
 */
final class QuoteCache {

  private final Cache<String, SignedQuote> quotes;
  private final Clock clock;
  private final Predicate<String> isKeyPublished;

  /**
   * @param isKeyPublished whether signatures with the key of this id can be checked: once it is
   *     withdrawn, what it signed is of no use to anybody
   */
  QuoteCache(Clock clock, Ticker ticker, Predicate<String> isKeyPublished) {
    this.clock = clock;
    this.isKeyPublished = isKeyPublished;
    this.quotes =
        Caffeine.newBuilder()
            .maximumSize(Limits.CACHED_QUOTES_MAX)
            // Caffeine's bound is exclusive, SPEC's sixty seconds are inclusive.
            .expireAfterWrite(Duration.ofMillis(Limits.QUOTE_AGE_MILLIS_MAX + 1))
            .ticker(ticker)
            .build();
  }

  /** The symbol's quote, if it still counts and is new enough for the caller. */
  Optional<SignedQuote> find(QuoteQuery query) {
    SignedQuote quote = quotes.getIfPresent(query.symbol());
    boolean counts =
        quote != null
            && clock.millis() - quote.getTimeMillis() <= Limits.QUOTE_AGE_MILLIS_MAX
            && quote.getTimeMillis() >= query.notOlderThanMillis()
            && isKeyPublished.test(quote.getKeyId());
    return counts ? Optional.of(quote) : Optional.empty();
  }

  /** The quotes that still count, and for no longer than this. */
  List<SignedQuote> endingWithin(long millis) {
    long oldestMillis = clock.millis() - Limits.QUOTE_AGE_MILLIS_MAX;
    return quotes.asMap().values().stream()
        .filter(quote -> quote.getTimeMillis() >= oldestMillis)
        .filter(quote -> quote.getTimeMillis() <= oldestMillis + millis)
        .toList();
  }

  /** Whether this is its symbol's latest quote, and not too old by the ticker. */
  boolean holds(SignedQuote quote) {
    return quote.equals(quotes.getIfPresent(quote.getSymbol()));
  }

  void put(SignedQuote quote) {
    quotes.put(quote.getSymbol(), quote);
  }
}
