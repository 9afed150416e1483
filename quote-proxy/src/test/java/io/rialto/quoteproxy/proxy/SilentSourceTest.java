package io.rialto.quoteproxy.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.rialto.proto.quotes.BreakerState;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.ScriptedSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A source that says nothing is left alone for a while, and found again by a single hit. */
@Tag("P7")
@Timeout(180)
class SilentSourceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private ScriptedSource source;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    source = new ScriptedSource(ScriptedSource::right);
    proxy = new ProxyUnderTest(directory, source.endpoint());
    proxy.quote("OLD", "joe");
    source.answersWith(request -> null);
    while (proxy.status().getBreaker() == BreakerState.CLOSED) {
      assertThat(statusOf("ABC").getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    source.close();
  }

  private Status statusOf(String symbol) {
    try {
      throw new AssertionError("there was a price: " + proxy.quote(symbol, "joe"));
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  @Test
  void callsFailAtOnceAndSayWhenTheSourceIsTriedAgain() {
    int hitsBefore = source.hits();
    assertThat(hitsBefore).isEqualTo(1 + Limits.BREAKER_FAILURES);
    proxy.time.pass(700);
    Status status = statusOf("XYZ");
    assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(status.getDescription())
        .contains("the quote source is silent (10 hits in a row")
        .contains("the connection ended without a reply")
        .contains("tried again in 1300 ms");
    assertThat(source.hits()).isEqualTo(hitsBefore);
    QuoteProxyStatus figures = proxy.status();
    assertThat(figures.getBreaker()).isEqualTo(BreakerState.OPEN);
    assertThat(figures.getBreakerOpenings()).isEqualTo(1);
    assertThat(figures.getBreakerRetryMillis()).isEqualTo(1_300);
    assertThat(figures.getFaultsOrThrow("NO_REPLY")).isEqualTo(Limits.BREAKER_FAILURES);
  }

  @Test
  void whatIsKnownIsStillGiven() {
    assertThat(proxy.quote("OLD", "eve").getCached()).isTrue();
  }

  @Test
  void oneHitFindsTheSourceAgainAndEverybodyElseWaitsForIt() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    source.answersWith(
        request -> {
          release.await();
          return ScriptedSource.right(request);
        });
    proxy.time.pass(Limits.BREAKER_OPEN_MILLIS);
    int hitsBefore = source.hits();
    ListenableFuture<SignedQuote> probe =
        proxy.future().getQuote(ProxyUnderTest.request("ABC", "joe", 1));
    await().atMost(PATIENCE).until(() -> source.hits() == hitsBefore + 1);
    assertThat(proxy.status().getBreaker()).isEqualTo(BreakerState.HALF_OPEN);
    ListenableFuture<SignedQuote> other =
        proxy.future().getQuote(ProxyUnderTest.request("XYZ", "joe", 2));
    ListenableFuture<SignedQuote> joined =
        proxy.future().getQuote(ProxyUnderTest.request("XYZ", "eve", 3));
    await().atMost(PATIENCE).until(() -> proxy.status().getJoined() == 1);
    assertThat(source.hits()).isEqualTo(hitsBefore + 1);
    release.countDown();
    assertThat(probe.get(60, TimeUnit.SECONDS).getSymbol()).isEqualTo("ABC");
    assertThat(other.get(60, TimeUnit.SECONDS)).isEqualTo(joined.get(60, TimeUnit.SECONDS));
    assertThat(proxy.status().getBreaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(source.hits()).isEqualTo(hitsBefore + 2);
  }

  @Test
  void aProbeWithoutAReplyIsTheOnlyHit() {
    proxy.time.pass(Limits.BREAKER_OPEN_MILLIS);
    int hitsBefore = source.hits();
    assertThat(statusOf("ABC").getDescription()).contains("tried again in 2000 ms");
    assertThat(source.hits()).isEqualTo(hitsBefore + 1);
    assertThat(proxy.status().getBreaker()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void aWrongReplyShowsThatTheSourceIsThere() {
    source.answersWith(request -> "12.34,ABD,joe,17,k\n");
    proxy.time.pass(Limits.BREAKER_OPEN_MILLIS);
    assertThat(statusOf("ABC").getDescription()).contains("for symbol 'ABD'");
    assertThat(proxy.status().getBreaker()).isEqualTo(BreakerState.CLOSED);
  }
}
