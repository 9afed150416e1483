package io.rialto.node.model;

import io.rialto.node.machine.Quote;
import java.util.Map;
import java.util.TreeMap;

/** The newest quote of each symbol (SPEC "Price"). */
final class NaiveQuotes {

  /** SPEC "Sixty seconds": 60,000 ms inclusive. */
  private static final long LIFE_MILLIS = 60_000;

  record Held(String symbol, long priceCents, long timeMillis, String cryptokey) {}

  private final Map<String, Held> held = new TreeMap<>();

  /**
   * Takes a quote of an entry, or null if it is ignored: not newer than the one held, or over 60 s
   * old. Its time is the proxy's, or the log time if that is earlier.
   */
  Held take(Quote quote, long now) {
    long time = Math.min(quote.timeMillis(), now);
    Held before = held.get(quote.symbol());
    if (now - time > LIFE_MILLIS || (before != null && time <= before.timeMillis())) {
      return null;
    }
    Held taken = new Held(quote.symbol(), quote.priceCents(), time, quote.cryptokey());
    held.put(quote.symbol(), taken);
    return taken;
  }

  /** The quote that a command may use now, or null. */
  Held valid(String symbol, long now) {
    Held quote = held.get(symbol);
    return quote == null || now - quote.timeMillis() > LIFE_MILLIS ? null : quote;
  }
}
