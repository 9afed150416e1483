package io.rialto.quoteproxy.proxy;

import static io.rialto.quoteproxy.proxy.ManualTime.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.LegacyRequest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which quotes may be given out again. */
class QuoteCacheTest {

  private final ManualTime time = new ManualTime();
  private final Set<String> published = new HashSet<>(Set.of("key1", "key2"));
  private final QuoteCache cache = new QuoteCache(time, time.ticker(), published::contains);

  @BeforeEach
  void putOne() {
    cache.put(quote("key1"));
  }

  private static SignedQuote quote(String key) {
    return SignedQuote.newBuilder()
        .setSymbol("ABC")
        .setTimeMillis(START_MILLIS)
        .setKeyId(key)
        .build();
  }

  private static QuoteQuery query(long notOlderThanMillis) {
    return new QuoteQuery(new LegacyRequest("ABC", "joe"), 1, notOlderThanMillis);
  }

  @Test
  void aQuoteIsGivenForSixtySecondsAndTheLastMillisecondCounts() {
    time.pass(Limits.QUOTE_AGE_MILLIS_MAX);
    assertThat(cache.find(query(0))).contains(quote("key1"));
    time.pass(1);
    assertThat(cache.find(query(0))).isEmpty();
  }

  @Test
  void whoNeedsAYoungerOneIsNotGivenIt() {
    assertThat(cache.find(query(START_MILLIS))).isPresent();
    assertThat(cache.find(query(START_MILLIS + 1))).isEmpty();
  }

  @Test
  void whatAWithdrawnKeySignedIsGivenToNobody() {
    published.remove("key1");
    assertThat(cache.find(query(0))).isEmpty();

    cache.put(quote("key2"));
    assertThat(cache.find(query(0))).contains(quote("key2"));
  }

  @Test
  void aClockThatIsSetBackMakesNothingYoungAgain() {
    time.pass(Limits.QUOTE_AGE_MILLIS_MAX + 1);
    time.setBack(Limits.QUOTE_AGE_MILLIS_MAX);
    assertThat(cache.find(query(0))).isEmpty();
  }
}
