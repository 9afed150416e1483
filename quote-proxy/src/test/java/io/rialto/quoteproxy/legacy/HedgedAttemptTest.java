package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.quoteproxy.ScriptedSource;
import io.rialto.quoteproxy.legacy.Demand.Want;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two hits for one price, over real sockets. */
@Timeout(120)
class HedgedAttemptTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final LegacyRequest REQUEST = new LegacyRequest("ABC", "joe");
  private static final Demand SOMEBODY = () -> Want.WAITED_FOR;
  private static final long SOON_MILLIS = 1;
  private static final long NEVER_MILLIS = 1_000_000;

  /** What the source answers to the first hit and to the second. */
  private volatile ScriptedSource.Script first = ScriptedSource::right;

  private volatile ScriptedSource.Script second = ScriptedSource::right;

  private final CountDownLatch secondIsThere = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HitCounts counts = new HitCounts();
  private final LatestLatencies latencies = new LatestLatencies();
  private final HedgeBudget budget = new HedgeBudget(100);

  /**
   * A server for each hit: which of two connections a server sees first is the machine's affair.
   */
  private ScriptedSource server;

  private ScriptedSource hedgeServer;
  private LegacySource source;
  private LegacySource hedgeSource;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedSource(request -> first.answer(request));
    hedgeServer = new ScriptedSource(request -> second.answer(request));
    source = new LegacySource(server.endpoint(), 60_000, timer);
    hedgeSource = new LegacySource(hedgeServer.endpoint(), 60_000, timer);
    budget.earn();
  }

  @AfterEach
  void stop() throws IOException {
    release.countDown();
    source.close();
    hedgeSource.close();
    server.close();
    hedgeServer.close();
    timer.shutdownNow();
  }

  private CompletableFuture<LegacyQuote> make(int sideBySide, long delayMillis, Demand demand) {
    return new HedgedAttempt(
            new Turnstile(sideBySide, 100_000, 10, timer),
            CountedSource.ofHits(source, counts, latencies),
            CountedSource.ofHedges(hedgeSource, counts, latencies),
            () -> delayMillis,
            budget,
            counts,
            timer)
        .make(REQUEST, demand)
        .copy()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private String rightOnceReleased(String request) throws InterruptedException {
    release.await();
    return ScriptedSource.right(request);
  }

  private static HitFault faultOf(CompletableFuture<LegacyQuote> failed) {
    Throwable failure = failed.handle((quote, thrown) -> thrown).join();
    return ((SourceException) SourceException.unwrapped(failure)).fault().orElseThrow();
  }

  @Test
  void theSecondHitAnswersWhileTheFirstIsSlow() {
    first = this::rightOnceReleased;
    assertThat(make(2, SOON_MILLIS, SOMEBODY).join().priceCents()).isEqualTo(1_234);
    assertThat(counts.hits()).isEqualTo(2);
    assertThat(counts.hedges()).isEqualTo(1);
    // Counted behind the answer, by the thread that brought it.
    await().atMost(PATIENCE).until(() -> counts.hedgesWon() == 1);
  }

  @Test
  void theHitThatLostGoesOnAndItsLatencyIsLearnt() {
    first = this::rightOnceReleased;
    make(2, SOON_MILLIS, SOMEBODY).join();
    assertThat(latencies.count()).isEqualTo(1);
    release.countDown();
    await().atMost(PATIENCE).until(() -> latencies.count() == 2);
    assertThat(counts.faults()).isEmpty();
  }

  @Test
  void theFirstHitMayStillWin() {
    first =
        request -> {
          secondIsThere.await();
          return ScriptedSource.right(request);
        };
    second =
        request -> {
          secondIsThere.countDown();
          return rightOnceReleased(request);
        };
    assertThat(make(2, SOON_MILLIS, SOMEBODY).join().priceCents()).isEqualTo(1_234);
    assertThat(counts.hedges()).isEqualTo(1);
    assertThat(counts.hedgesWon()).isZero();
  }

  @Test
  void aQuickReplyNeedsNoSecondHitAndEarnsOne() {
    make(2, NEVER_MILLIS, SOMEBODY).join();
    assertThat(counts.hits()).isEqualTo(1);
    await().atMost(PATIENCE).until(budget::spend);
    assertThat(budget.spend()).as("one from the start, one earned").isTrue();
  }

  @Test
  void withoutABudgetTheFirstHitIsWaitedFor() {
    budget.spend();
    first = this::rightOnceReleased;
    CompletableFuture<LegacyQuote> quote = make(2, SOON_MILLIS, SOMEBODY);
    releaseAfterTheSecondWasDue();
    quote.join();
    assertOneHit();
    assertThat(counts.hedges()).isZero();
  }

  @Test
  void noSecondHitIsMadeForNobody() {
    AtomicReference<Want> want = new AtomicReference<>(Want.WAITED_FOR);
    first =
        request -> {
          want.set(Want.NOBODY);
          return rightOnceReleased(request);
        };
    CompletableFuture<LegacyQuote> quote = make(2, 500, want::get);
    await().atMost(PATIENCE).until(() -> want.get() == Want.NOBODY);
    timer.schedule(release::countDown, 600, TimeUnit.MILLISECONDS);
    quote.join();
    assertOneHit();
  }

  @Test
  void aSecondHitThatFindsNoPlaceIsLeftOutAndItsBudgetGivenBack() {
    first = this::rightOnceReleased;
    CompletableFuture<LegacyQuote> quote = make(1, SOON_MILLIS, SOMEBODY);
    releaseAfterTheSecondWasDue();
    quote.join();
    await().atMost(PATIENCE).until(budget::spend);
    await().atMost(PATIENCE).until(budget::spend);
    assertOneHit();
  }

  @Test
  void aFirstHitThatFailsLeavesThePriceToTheSecond() {
    first =
        request -> {
          secondIsThere.await();
          return null;
        };
    second =
        request -> {
          secondIsThere.countDown();
          return rightOnceReleased(request);
        };
    CompletableFuture<LegacyQuote> quote = make(2, SOON_MILLIS, SOMEBODY);
    await().atMost(PATIENCE).until(() -> counts.failed() == 1);
    assertThat(quote).isNotDone();
    release.countDown();
    assertThat(quote.join().priceCents()).isEqualTo(1_234);
  }

  @Test
  void whenBothFailThePriceIsLost() {
    first =
        request -> {
          secondIsThere.await();
          return null;
        };
    second =
        request -> {
          secondIsThere.countDown();
          release.await();
          return "nonsense\n";
        };
    CompletableFuture<LegacyQuote> quote = make(2, SOON_MILLIS, SOMEBODY);
    await().atMost(PATIENCE).until(() -> counts.failed() == 1);
    release.countDown();
    assertThat(faultOf(quote)).isEqualTo(HitFault.FIELDS_MISSING);
  }

  @Test
  void aFirstHitThatFailsAloneIsNotWaitedOn() {
    first = request -> null;
    assertThat(faultOf(make(2, NEVER_MILLIS, SOMEBODY))).isEqualTo(HitFault.NO_REPLY);
    assertThat(counts.hits()).isEqualTo(1);
  }

  private void assertOneHit() {
    assertThat(server.hits()).isEqualTo(1);
    assertThat(hedgeServer.hits()).isZero();
  }

  /** The timer has one thread, so what was due before has been done by then. */
  private void releaseAfterTheSecondWasDue() {
    await().atMost(PATIENCE).until(() -> server.hits() == 1);
    timer.schedule(release::countDown, 10 * SOON_MILLIS, TimeUnit.MILLISECONDS);
  }
}
