package io.rialto.node.simulation;

import com.google.protobuf.ByteString;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteAsk;
import io.rialto.proto.quotes.SignedQuote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Two quote proxies, each with a cache and a clock of its own, in front of a price source that is
 * slow at times. A quote counts from the proxy's time of the reply.
 */
final class QuoteProxies {
  private final World world;
  private final Map<String, Long> pricesCents = new HashMap<>();
  private final List<Proxy> proxies;
  private long hits;

  private static final class Proxy {
    private final String name;
    private final long clockErrorMillis;
    private final Map<String, SignedQuote> cache = new HashMap<>();

    Proxy(String name, long clockErrorMillis) {
      this.name = name;
      this.clockErrorMillis = clockErrorMillis;
    }
  }

  QuoteProxies(World world) {
    this.world = world;
    Chance chance = world.chance();
    proxies =
        List.of(
            new Proxy("proxy1", chance.between(-300, 300)),
            new Proxy("proxy2", chance.between(-300, 300)));
  }

  /** Gives a quote, or null at the desk's deadline. */
  void fetch(NodeProcess asker, QuoteAsk ask, Consumer<SignedQuote> settled) {
    Chance chance = world.chance();
    boolean lost = world.weather().quotesDown();
    if (!lost && !world.weather().faultsOver()) {
      lost = chance.percent(4);
    }
    if (lost) {
      asker.after(Limits.QUOTE_DEADLINE_MILLIS * VirtualTime.MILLIS, () -> settled.accept(null));
      return;
    }
    Proxy proxy = chance.of(proxies);
    SignedQuote cached = proxy.cache.get(ask.symbol());
    if (cached != null && isOfUse(cached, proxy, ask)) {
      asker.after(chance.between(1_000, 8_000), () -> settled.accept(cached));
      return;
    }
    long delayMillis = 9 + (chance.percent(66) ? 0 : chance.between(1, 4) * 1_000);
    world
        .time()
        .after(
            delayMillis * VirtualTime.MILLIS,
            () -> {
              SignedQuote quote = hit(proxy, ask);
              asker.after(chance.between(1_000, 8_000), () -> settled.accept(quote));
            });
  }

  private boolean isOfUse(SignedQuote quote, Proxy proxy, QuoteAsk ask) {
    return quote.getTimeMillis() >= ask.notOlderThanMillis()
        && clock(proxy) - quote.getTimeMillis() <= Limits.QUOTE_AGE_MILLIS_MAX;
  }

  private long clock(Proxy proxy) {
    return world.trueMillis() + proxy.clockErrorMillis;
  }

  private SignedQuote hit(Proxy proxy, QuoteAsk ask) {
    long price = pricesCents.getOrDefault(ask.symbol(), world.chance().between(100, 2_000));
    price = Math.max(100, Math.min(2_000, price * world.chance().between(40, 230) / 100));
    pricesCents.put(ask.symbol(), price);
    hits++;
    SignedQuote quote =
        SignedQuote.newBuilder()
            .setSymbol(ask.symbol())
            .setPriceCents(price)
            .setUser(ask.user())
            .setNumber(ask.number())
            .setTimeMillis(clock(proxy))
            .setQuoteServerTimeMillis(clock(proxy) - 5)
            .setCryptokey("key" + hits)
            .setProxyName(proxy.name)
            .setKeyId("k1")
            .setSignature(ByteString.copyFromUtf8("signature" + hits))
            .build();
    proxy.cache.put(ask.symbol(), quote.toBuilder().setCached(true).build());
    return quote;
  }
}
