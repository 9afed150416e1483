package io.rialto.chaos.audit;

import java.util.HashMap;
import java.util.Map;

/**
 * The replicated quotes as the audit log shows them.
 *
 * <p>A quote's time is the proxy's, or the log time of its entry if that is earlier. The audit log
 * does not show an entry's time by itself, so the time is known as an interval: at most the
 * proxy's, at least the log time before. Where the interval straddles the sixty seconds, the replay
 * lets either answer pass.
 */
final class ReplayedQuotes {

  static final long VALID_MILLIS = 60_000;

  /** Whether a quote still counts. */
  enum Validity {
    VALID,
    OVER,
    EITHER
  }

  private final Map<String, ReplayedQuote> held = new HashMap<>();

  void put(AuditEvent.QuoteServer quote, long logTimeBeforeMillis) {
    long earliest = Math.min(quote.timestampMillis(), logTimeBeforeMillis);
    held.put(
        quote.symbol(),
        new ReplayedQuote(
            quote.priceCents(), earliest, quote.timestampMillis(), quote.cryptokey()));
  }

  /** Whether the quote cannot be newer than the one held for its symbol. */
  boolean isOlderThanHeld(AuditEvent.QuoteServer quote) {
    ReplayedQuote before = held.get(quote.symbol());
    return before != null && quote.timestampMillis() <= before.earliestMillis();
  }

  Validity validity(String symbol, long logTimeMillis) {
    ReplayedQuote quote = held.get(symbol);
    if (quote == null || logTimeMillis - quote.latestMillis() > VALID_MILLIS) {
      return Validity.OVER;
    }
    return logTimeMillis - quote.earliestMillis() <= VALID_MILLIS
        ? Validity.VALID
        : Validity.EITHER;
  }

  /** The latest quote of a symbol; null if it has none. */
  ReplayedQuote latest(String symbol) {
    return held.get(symbol);
  }

  /** The latest price of a symbol that has a quote. */
  long priceCents(String symbol) {
    return held.get(symbol).priceCents();
  }
}
