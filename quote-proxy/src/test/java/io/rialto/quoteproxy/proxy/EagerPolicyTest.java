package io.rialto.quoteproxy.proxy;

import static io.rialto.quoteproxy.proxy.ManualTime.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.StatusRuntimeException;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.quotes.SpeedPolicy;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.ScriptedSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prices in demand are there when they are asked for, and never older than they may be. */
@Timeout(180)
class EagerPolicyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int IMPATIENCE_MILLIS = 300;

  @TempDir Path directory;

  @Test
  void whoAsksForAPriceInDemandDoesNotWait() throws Exception {
    try (ScriptedSource source = new ScriptedSource(ScriptedSource::right);
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint(), Policy.EAGER)) {
      for (int number = 1; number <= Limits.HOT_ASKS; number++) {
        proxy.quote(ProxyUnderTest.request("HOT", "joe", number));
      }
      proxy.quote("CLD", "joe");
      proxy.time.pass(Limits.QUOTE_AGE_MILLIS_MAX - 1_000);
      await().atMost(PATIENCE).until(() -> source.hits() == 3);
      await()
          .atMost(PATIENCE)
          .until(() -> proxy.quote("HOT", "eve").getTimeMillis() != START_MILLIS);
      proxy.time.pass(1_001);

      SignedQuote hot = proxy.quote("HOT", "eve");
      assertThat(hot.getCached()).isTrue();
      assertThat(hot.getTimeMillis()).isEqualTo(START_MILLIS + 59_000);
      assertThat(hot.getUser()).isEqualTo("joe");
      assertThat(hot.getNumber()).isEqualTo(Limits.HOT_ASKS);
      assertThat(
              Signatures.isGenuine(hot, proxy.status().getKeys(0).getPublicKeyX509().toByteArray()))
          .isTrue();
      assertThat(proxy.quote("CLD", "joe").getCached()).isFalse();

      QuoteProxyStatus status = proxy.status();
      assertThat(status.getPolicy()).isEqualTo(SpeedPolicy.EAGER);
      assertThat(status.getRefreshes()).isEqualTo(1);
      assertThat(status.getHits()).isEqualTo(4).isEqualTo(source.hits());
      assertThat(source.requests()).filteredOn(request -> request.startsWith("HOT")).hasSize(2);
    }
  }

  @Test
  void callsThatGetNoPriceMakeNoDemand() throws Exception {
    try (ScriptedSource source = new ScriptedSource(request -> "nonsense\n");
        ProxyUnderTest proxy = new ProxyUnderTest(directory, source.endpoint(), Policy.EAGER)) {
      for (int call = 1; call <= Limits.HOT_ASKS; call++) {
        QuotesGrpc.QuotesBlockingStub impatient =
            proxy.blocking().withDeadlineAfter(IMPATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> impatient.getQuote(ProxyUnderTest.request("SAD", "joe", 1)))
            .isInstanceOf(StatusRuntimeException.class);
      }
      source.answersWith(ScriptedSource::right);
      proxy.quote("SAD", "joe");
      for (int number = 1; number <= Limits.HOT_ASKS; number++) {
        proxy.quote(ProxyUnderTest.request("HOT", "joe", number));
      }
      int sadHits = hitsFor(source, "SAD");
      proxy.time.pass(Limits.QUOTE_AGE_MILLIS_MAX - 1_000);
      await().atMost(PATIENCE).until(() -> hitsFor(source, "HOT") == 2);
      assertThat(proxy.status().getRefreshes()).isEqualTo(1);
      assertThat(hitsFor(source, "SAD")).isEqualTo(sadHits);
    }
  }

  private static int hitsFor(ScriptedSource source, String symbol) {
    return (int) source.requests().stream().filter(line -> line.startsWith(symbol)).count();
  }
}
