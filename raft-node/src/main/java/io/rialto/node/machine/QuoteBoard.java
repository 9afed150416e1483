package io.rialto.node.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The newest quote of each symbol. */
final class QuoteBoard {
  private final RowSink rows;
  private final LinkedHashMap<String, HeldQuote> newest = new LinkedHashMap<>();

  QuoteBoard(Rows rows) {
    this.rows = rows;
    rows.scan(
        Table.QUOTES,
        new byte[0],
        null,
        (key, value) -> {
          HeldQuote quote = decode(key, value);
          newest.put(quote.symbol(), quote);
          return true;
        });
  }

  /** The symbol's newest quote, valid or not; null if there has been none. */
  HeldQuote newest(String symbol) {
    return newest.get(symbol);
  }

  /** The time from which each symbol's newest quote counts, valid or not. */
  Map<String, Long> times() {
    Map<String, Long> times = new TreeMap<>();
    newest.forEach((symbol, quote) -> times.put(symbol, quote.timeMillis()));
    return times;
  }

  /** Puts a quote in force; null if it is ignored: not newer than the one held, or over already. */
  HeldQuote offer(Quote quote, Moment moment) {
    long time = Math.min(quote.timeMillis(), moment.logTimeMillis());
    HeldQuote offered = new HeldQuote(quote.symbol(), quote.priceCents(), time, quote.cryptokey());
    HeldQuote held = newest.get(quote.symbol());
    if (!offered.isValidAt(moment) || (held != null && time <= held.timeMillis())) {
      return null;
    }
    newest.put(quote.symbol(), offered);
    rows.put(Table.QUOTES, Keys.quote(quote.symbol()), encode(offered, quote));
    return offered;
  }

  /** The row also keeps what proves the quote, to be checked by whoever asks. */
  private static byte[] encode(HeldQuote held, Quote quote) {
    return new RowEncoder()
        .number(held.priceCents())
        .number(held.timeMillis())
        .text(held.cryptokey())
        .text(quote.user())
        .number(quote.timeMillis())
        .number(quote.quoteServerTimeMillis())
        .text(quote.proxyName())
        .text(quote.keyId())
        .block(quote.signature())
        .toBytes();
  }

  private static HeldQuote decode(byte[] key, byte[] row) {
    RowDecoder value = new RowDecoder(row);
    return new HeldQuote(
        new RowDecoder(key).textToEnd(), value.number(), value.number(), value.text());
  }
}
