package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.LegacyRequest;
import org.junit.jupiter.api.Test;

class HotSymbolsTest {

  private final ManualTime time = new ManualTime();
  private final HotSymbols hot = new HotSymbols(time.ticker());

  private void ask(String symbol, String user, long number) {
    hot.asked(new QuoteQuery(new LegacyRequest(symbol, user), number, 0));
  }

  @Test
  void aSymbolIsInDemandOnceItWasAskedForSeveralTimes() {
    ask("ABC", "joe", 1);
    ask("ABC", "joe", 2);
    assertThat(hot.latestIfHot("ABC")).isEmpty();
    ask("ABC", "eve", 3);
    assertThat(hot.latestIfHot("ABC"))
        .contains(new QuoteQuery(new LegacyRequest("ABC", "eve"), 3, 0));
    assertThat(hot.latestIfHot("XYZ")).isEmpty();
  }

  @Test
  void demandEndsWithTheWindow() {
    ask("ABC", "joe", 1);
    time.pass(10_000);
    ask("ABC", "joe", 2);
    ask("ABC", "joe", 3);
    time.pass(Limits.HOT_WINDOW_MILLIS - 10_000);
    assertThat(hot.latestIfHot("ABC")).isPresent();
    time.pass(1);
    assertThat(hot.latestIfHot("ABC")).isEmpty();
    ask("ABC", "joe", 4);
    assertThat(hot.latestIfHot("ABC")).isPresent();
  }

  @Test
  void oneNodeThatAsksOncePerQuoteMakesASymbolHot() {
    for (int number = 1; number <= Limits.HOT_ASKS; number++) {
      ask("ABC", "joe", number);
      time.pass(Limits.QUOTE_AGE_MILLIS_MAX + 1);
    }
    assertThat(hot.latestIfHot("ABC")).isPresent();
  }

  @Test
  void aSymbolThatWasCooledBeginsAnew() {
    for (int number = 1; number <= Limits.HOT_ASKS; number++) {
      ask("ABC", "joe", number);
    }
    hot.cool("ABC");
    ask("ABC", "joe", 4);
    assertThat(hot.latestIfHot("ABC")).isEmpty();
  }
}
