package io.rialto.quoteproxy.proxy;

import static io.rialto.quoteproxy.proxy.ManualTime.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.StatusRuntimeException;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.ScriptedSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** P8: a price is looked up at most once per symbol and minute, however many users ask. */
@Tag("P8")
@Timeout(180)
class QuoteCachingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private ScriptedSource source;
  private ProxyUnderTest proxy;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    AtomicInteger dollars = new AtomicInteger();
    source =
        new ScriptedSource(
            request -> dollars.incrementAndGet() + ".00," + request + ",1700000000123,a2V5\n");
    proxy = new ProxyUnderTest(directory, source.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    source.close();
  }

  @Test
  void aQuoteIsKeptForSixtySecondsInclusive() {
    SignedQuote first = proxy.quote("ABC", "joe");
    proxy.time.pass(60_000);
    SignedQuote second = proxy.quote("ABC", "eve");
    assertThat(second).isEqualTo(first.toBuilder().setCached(true).build());
    assertThat(second.getUser()).isEqualTo("joe");
    proxy.time.pass(1);
    SignedQuote third = proxy.quote("ABC", "eve");
    assertThat(third.getPriceCents()).isEqualTo(200);
    assertThat(third.getTimeMillis()).isEqualTo(START_MILLIS + 60_001);
    assertThat(third.getCached()).isFalse();
    assertThat(source.requests()).containsExactly("ABC,joe", "ABC,eve");
  }

  @Test
  void callsAreCountedAndTimedWhetherTheyAreAnsweredFromTheCacheOrNot() {
    proxy.quote("ABC", "joe");
    long firstMicros = proxy.status().getCallMicros();
    assertThat(firstMicros).isPositive();
    proxy.quote("ABC", "eve");
    QuoteProxyStatus status = proxy.status();
    assertThat(status.getCalls()).isEqualTo(2);
    assertThat(status.getCallMicros()).isGreaterThanOrEqualTo(firstMicros);
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeAQuoteYounger() {
    proxy.quote("ABC", "joe");
    proxy.time.pass(60_001);
    proxy.time.setBack(30_000);
    assertThat(proxy.quote("ABC", "joe").getCached()).isFalse();
  }

  @Test
  void aClockThatIsSetForwardMakesAQuoteOlder() {
    proxy.quote("ABC", "joe");
    proxy.time.setBack(-60_001);
    assertThat(proxy.quote("ABC", "joe").getCached()).isFalse();
  }

  @Test
  void eachSymbolHasItsOwnQuote() {
    proxy.quote("ABC", "joe");
    assertThat(proxy.quote("ABD", "joe").getCached()).isFalse();
    assertThat(proxy.quote("AB", "joe").getCached()).isFalse();
    assertThat(source.hits()).isEqualTo(3);
  }

  @Test
  void aQuoteOlderThanTheCallerWantsIsFetchedAgain() {
    proxy.quote("ABC", "joe");
    proxy.time.pass(1_000);
    QuoteRequest.Builder request = ProxyUnderTest.request("ABC", "joe", 7).toBuilder();
    assertThat(proxy.quote(request.setNotOlderThanMillis(START_MILLIS).build()).getCached())
        .isTrue();
    SignedQuote newer = proxy.quote(request.setNotOlderThanMillis(START_MILLIS + 1).build());
    assertThat(newer.getCached()).isFalse();
    assertThat(newer.getTimeMillis()).isEqualTo(START_MILLIS + 1_000);
    assertThat(proxy.quote(request.setNotOlderThanMillis(0).build()).getPriceCents())
        .isEqualTo(200);
  }

  @Test
  void aBoundThatNoHitCouldSatisfyIsRefusedWithoutOne() {
    QuoteRequest request =
        ProxyUnderTest.request("ABC", "joe", 7).toBuilder()
            .setNotOlderThanMillis(START_MILLIS + 1)
            .build();
    assertThatThrownBy(() -> proxy.quote(request))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("FAILED_PRECONDITION")
        .hasMessageContaining("1 ms in the future");
    assertThat(source.hits()).isZero();
  }

  @Test
  void aHundredCallersMakeOneHit() throws Exception {
    int callers = 100;
    CountDownLatch release = new CountDownLatch(1);
    source.answersWith(
        request -> {
          release.await();
          return ScriptedSource.right(request);
        });
    List<ListenableFuture<SignedQuote>> calls = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      calls.add(proxy.future().getQuote(ProxyUnderTest.request("ABC", "user" + i, i)));
    }
    await().atMost(PATIENCE).until(() -> proxy.status().getJoined() == callers - 1);
    release.countDown();
    SignedQuote first = calls.get(0).get();
    for (ListenableFuture<SignedQuote> call : calls) {
      assertThat(call.get()).isEqualTo(first);
    }
    assertThat(first.getCached()).isFalse();
    assertThat(source.requests()).containsExactly("ABC," + first.getUser());
    QuoteProxyStatus status = proxy.status();
    assertThat(status.getHits()).isEqualTo(1);
    assertThat(status.getCostCents()).isEqualTo(5);
    assertThat(status.getCacheHits()).isZero();
  }

  @Test
  void aHitGoesOnWhenItsFirstCallerHasLeft() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    source.answersWith(
        request -> {
          release.await();
          return ScriptedSource.right(request);
        });
    ListenableFuture<SignedQuote> impatient =
        proxy.future().getQuote(ProxyUnderTest.request("ABC", "joe", 1));
    await().atMost(PATIENCE).until(() -> source.hits() == 1);
    impatient.cancel(true);
    ListenableFuture<SignedQuote> patient =
        proxy.future().getQuote(ProxyUnderTest.request("ABC", "eve", 2));
    await().atMost(PATIENCE).until(() -> proxy.status().getJoined() == 1);
    release.countDown();
    assertThat(patient.get().getUser()).isEqualTo("joe");
    assertThat(patient.get().getNumber()).isEqualTo(1);
    assertThat(source.hits()).isEqualTo(1);
  }

  @Test
  void aHitThatOutlivesAllItsCallersIsKeptForTheNext() {
    CountDownLatch release = new CountDownLatch(1);
    source.answersWith(
        request -> {
          release.await();
          return ScriptedSource.right(request);
        });
    assertThatThrownBy(
            () ->
                proxy
                    .blocking()
                    .withDeadlineAfter(500, TimeUnit.MILLISECONDS)
                    .getQuote(ProxyUnderTest.request("ABC", "joe", 1)))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageStartingWith("DEADLINE_EXCEEDED");
    await().atMost(PATIENCE).until(() -> source.hits() == 1);
    release.countDown();
    assertThat(proxy.quote("ABC", "eve").getUser()).isEqualTo("joe");
    assertThat(source.hits()).isEqualTo(1);
  }

  @Test
  void howeverManyAskAtOnceEachSymbolIsHitOnce() throws Exception {
    int symbols = 100;
    List<ListenableFuture<SignedQuote>> calls = new ArrayList<>();
    for (int i = 0; i < 50 * symbols; i++) {
      String symbol = "" + (char) ('A' + i % symbols / 26) + (char) ('A' + i % symbols % 26);
      calls.add(proxy.future().getQuote(ProxyUnderTest.request(symbol, "user" + i, i)));
    }
    for (ListenableFuture<SignedQuote> call : calls) {
      assertThat(call.get().getPriceCents()).isPositive();
    }
    QuoteProxyStatus status = proxy.status();
    assertThat(status.getHits()).isEqualTo(symbols).isEqualTo(source.hits());
    assertThat(status.getJoined() + status.getCacheHits()).isEqualTo(calls.size() - symbols);
  }
}
