package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.SpeedPolicy;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.ScriptedSource;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A slow hit gets a second one beside it, within a budget. */
@Timeout(180)
class HedgedPolicyTest {

  @TempDir Path directory;

  private static String symbol(int number) {
    return "" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
  }

  @Test
  void aHitThatIsSlowerThanThoseBeforeItGetsASecondOne() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger slowHits = new AtomicInteger();
    try (ScriptedSource source =
            new ScriptedSource(
                request -> {
                  if (request.startsWith("ZZZ") && slowHits.incrementAndGet() == 1) {
                    end.await();
                  }
                  return ScriptedSource.right(request);
                });
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint(), Policy.HEDGED)) {
      for (int i = 0; i < Limits.HEDGE_SAMPLES_MIN; i++) {
        proxy.quote(symbol(i), "joe");
      }
      QuoteProxyStatus before = proxy.status();
      assertThat(before.getPolicy()).isEqualTo(SpeedPolicy.HEDGED);
      assertThat(before.getHitP50Millis())
          .isLessThanOrEqualTo(before.getHitP90Millis())
          .isLessThanOrEqualTo(before.getHitP99Millis());

      assertThat(proxy.quote("ZZZ", "joe").getPriceCents()).isEqualTo(1_234);

      QuoteProxyStatus after = proxy.status();
      assertThat(after.getHedges()).isEqualTo(before.getHedges() + 1);
      assertThat(after.getHedgesWon()).isEqualTo(before.getHedgesWon() + 1);
      assertThat(after.getHits()).isEqualTo(before.getHits() + 2).isEqualTo(source.hits());
      assertThat(after.getCostCents()).isEqualTo(after.getHits() * Limits.HIT_COST_CENTS);
      assertThat(after.getCallP99Millis())
          .as("the one that waited for a second hit")
          .isPositive()
          .isGreaterThanOrEqualTo(after.getCallP90Millis())
          .isGreaterThanOrEqualTo(after.getCallP50Millis());
      assertThat(proxy.quote("ZZZ", "eve").getCached()).isTrue();
    } finally {
      end.countDown();
    }
  }

  @Test
  void thriftyIsTheDefaultAndMakesOneHitHoweverSlow() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedSource source =
            new ScriptedSource(
                request -> {
                  if (request.startsWith("ZZZ")) {
                    end.await();
                  }
                  return ScriptedSource.right(request);
                });
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint())) {
      var slow = proxy.future().getQuote(ProxyUnderTest.request("ZZZ", "joe", 1));
      for (int i = 0; i < Limits.HEDGE_SAMPLES_MIN; i++) {
        proxy.quote(symbol(i), "joe");
      }
      end.countDown();
      slow.get();
      assertThat(proxy.status().getPolicy()).isEqualTo(SpeedPolicy.THRIFTY);
      assertThat(proxy.status().getHedges()).isZero();
      assertThat(source.hits()).isEqualTo(Limits.HEDGE_SAMPLES_MIN + 1);
    }
  }
}
