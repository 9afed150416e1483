package io.rialto.quoteproxy.proxy;

import static io.rialto.quoteproxy.proxy.ManualTime.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.ScriptedSource;
import io.rialto.quoteproxy.legacy.LegacyRequest;
import io.rialto.quoteproxy.legacy.SourceFront;
import io.rialto.quoteproxy.legacy.SourceOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each look is the test's; the source is a real socket. */
@Timeout(180)
class RefresherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long DUE_MILLIS = Limits.QUOTE_AGE_MILLIS_MAX - Limits.REFRESH_AHEAD_MILLIS;

  private final ManualTime time = new ManualTime();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CallCounts counts = new CallCounts();
  private final CountDownLatch release = new CountDownLatch(1);
  private final HotSymbols hot = new HotSymbols(time.ticker());
  private final QuoteCache cache = new QuoteCache(time, time.ticker(), keyId -> true);
  private ScriptedSource server;
  private SourceFront source;
  private QuoteLookup lookup;
  private Refresher refresher;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    SigningKey key = SigningKey.generate();
    server = new ScriptedSource(ScriptedSource::right);
    source =
        new SourceFront(
            new SourceOptions(server.endpoint(), 8, 10_000, 60_000),
            Optional.empty(),
            timer,
            time.ticker()::read);
    lookup =
        new QuoteLookup(
            cache, source, new QuoteSigner("proxy1", () -> key), Runnable::run, time, counts);
    refresher = new Refresher(cache, hot, lookup);
  }

  @AfterEach
  void stop() throws IOException {
    release.countDown();
    source.close();
    server.close();
    timer.shutdownNow();
  }

  private CompletableFuture<SignedQuote> ask(String symbol, String user, long number) {
    QuoteQuery query = new QuoteQuery(new LegacyRequest(symbol, user), number, 0);
    hot.asked(query);
    return lookup.lookup(query, 60_000);
  }

  /** Three calls, the latest of them eve's third. */
  private void heat(String symbol) {
    ask(symbol, "joe", 1).join();
    ask(symbol, "joe", 2).join();
    ask(symbol, "eve", 3).join();
  }

  private void answerOnceReleased() {
    server.answersWith(
        request -> {
          release.await();
          return ScriptedSource.right(request);
        });
  }

  @Test
  void aQuoteInDemandIsFetchedAnewForTheLatestWhoAsked() {
    heat("HOT");
    ask("CLD", "joe", 4).join();
    time.pass(DUE_MILLIS - 1);
    refresher.look();
    assertThat(counts.refreshesBegun()).isZero();
    time.pass(1);
    refresher.look();
    await().atMost(PATIENCE).until(() -> quoteTime("HOT") == START_MILLIS + DUE_MILLIS);
    assertThat(server.requests()).containsExactly("HOT,joe", "CLD,joe", "HOT,eve");
    time.pass(Limits.REFRESH_AHEAD_MILLIS + 1);
    SignedQuote quote = ask("HOT", "ann", 5).join();
    assertThat(quote.getCached()).isTrue();
    assertThat(quote.getUser()).isEqualTo("eve");
    assertThat(quote.getNumber()).isEqualTo(3);
    assertThat(quote.getTimeMillis()).isEqualTo(START_MILLIS + DUE_MILLIS);
    assertThat(server.hits()).isEqualTo(3);
  }

  private long quoteTime(String symbol) {
    return cache
        .find(new QuoteQuery(new LegacyRequest(symbol, "joe"), 0, 0))
        .map(SignedQuote::getTimeMillis)
        .orElse(0L);
  }

  @Test
  void whileItIsUnderWayTheOldQuoteIsGivenAndThenItIsJoined() {
    heat("HOT");
    answerOnceReleased();
    time.pass(DUE_MILLIS);
    refresher.look();
    refresher.look();
    time.pass(Limits.REFRESH_AHEAD_MILLIS);
    assertThat(ask("HOT", "ann", 5).join().getTimeMillis())
        .as("sixty seconds old, which still counts")
        .isEqualTo(START_MILLIS);
    time.pass(1);
    CompletableFuture<SignedQuote> joined = ask("HOT", "ann", 6);
    assertThat(counts.joined()).isEqualTo(1);
    release.countDown();
    SignedQuote quote = joined.join();
    assertThat(quote.getCached()).isFalse();
    assertThat(quote.getUser()).isEqualTo("eve");
    assertThat(server.hits()).isEqualTo(2);
    assertThat(counts.refreshesBegun()).isEqualTo(1);
  }

  @Test
  void aSymbolWhoseRefreshFailsIsNotTriedAgainForNobody() {
    heat("HOT");
    server.answersWith(request -> "nonsense\n");
    time.pass(DUE_MILLIS);
    refresher.look();
    await().atMost(PATIENCE).until(() -> hot.latestIfHot("HOT").isEmpty());
    refresher.look();
    assertThat(counts.refreshesBegun()).isEqualTo(1);
    assertThat(server.hits()).isEqualTo(1 + Limits.ATTEMPTS_MAX);
    assertThat(ask("HOT", "joe", 4).join().getTimeMillis())
        .as("the old quote still counts")
        .isEqualTo(START_MILLIS);
  }

  @Test
  void aQuoteThatWasReplacedMeanwhileIsNotFetchedAnew() {
    heat("HOT");
    SignedQuote replaced = ask("HOT", "joe", 4).join().toBuilder().clearCached().build();
    time.pass(DUE_MILLIS);
    QuoteQuery latest = new QuoteQuery(new LegacyRequest("HOT", "eve"), 5, START_MILLIS + 1);
    lookup.lookup(latest, 60_000).join();
    assertThat(lookup.refresh(replaced, latest)).isEmpty();
    assertThat(server.hits()).isEqualTo(2);
  }

  @Test
  void onlySoManyAreUnderWaySideBySide() {
    int symbols = Limits.REFRESHES_SIDE_BY_SIDE_MAX + 6;
    for (int i = 0; i < symbols; i++) {
      heat("" + (char) ('A' + i / 26) + (char) ('A' + i % 26));
    }
    answerOnceReleased();
    time.pass(DUE_MILLIS);
    refresher.look();
    assertThat(counts.refreshesBegun()).isEqualTo(Limits.REFRESHES_SIDE_BY_SIDE_MAX);
    release.countDown();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              refresher.look();
              return counts.refreshesBegun() == symbols;
            });
  }
}
