package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.Demand.Want;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PersistentFetchTest {

  private static final LegacyRequest REQUEST = new LegacyRequest("ABC", "joe");
  private static final LegacyQuote QUOTE = new LegacyQuote(REQUEST, 100, 17, "k");
  private static final Demand SOMEBODY = () -> Want.WAITED_FOR;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HitCounts counts = new HitCounts();
  private final AtomicLong nanos = new AtomicLong();
  private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);
  private final Queue<CompletableFuture<LegacyQuote>> script = new ArrayDeque<>();

  @AfterEach
  void stopTheTimer() {
    timer.shutdownNow();
  }

  private CompletableFuture<LegacyQuote> fetch(Demand demand) {
    PriceSource counted =
        CountedSource.ofHits(request -> script.remove(), counts, new LatestLatencies());
    Attempt attempt =
        Attempt.single(new Turnstile(1, 100_000, 1, timer), new GuardedSource(counted, breaker));
    return new PersistentFetch(attempt, breaker, timer).fetch(REQUEST, demand);
  }

  private void fails(HitFault... faults) {
    for (HitFault fault : faults) {
      script.add(CompletableFuture.failedFuture(new SourceException(fault, "as scripted")));
    }
  }

  /** Lets the source be silent so often that it is left alone. */
  private void silence() throws SourceException {
    for (int i = 0; i < Limits.BREAKER_FAILURES; i++) {
      breaker.failed(breaker.begin(), "as scripted");
    }
  }

  private static SourceException.Kind kindOf(CompletableFuture<?> failed) {
    return failed.handle((value, failure) -> ((SourceException) failure).kind()).join();
  }

  @Test
  void aFailedHitIsFollowedByAnother() {
    fails(HitFault.OTHER_SYMBOL, HitFault.NO_CONNECTION, HitFault.LATE);
    script.add(CompletableFuture.completedFuture(QUOTE));
    assertThat(fetch(SOMEBODY).join()).isEqualTo(QUOTE);
    assertThat(List.of(counts.hits(), counts.refused(), counts.failed()))
        .containsExactly(4L, 1L, 2L);
  }

  @Test
  void afterFourHitsTheLastFailureIsTheAnswer() {
    fails(
        HitFault.NO_REPLY,
        HitFault.NO_REPLY,
        HitFault.NO_REPLY,
        HitFault.CUT_SHORT,
        HitFault.NO_REPLY);
    assertThat(kindOf(fetch(SOMEBODY))).isEqualTo(SourceException.Kind.REFUSED);
    assertThat(script).hasSize(1);
  }

  @Test
  void noHitIsMadeForNobody() {
    assertThat(kindOf(fetch(() -> Want.NOBODY))).isEqualTo(SourceException.Kind.ABANDONED);
    assertThat(counts.hits()).isZero();
  }

  @Test
  void noSecondHitIsMadeOnceAllHaveLeft() {
    fails(HitFault.EMPTY);
    AtomicInteger asked = new AtomicInteger();
    Demand once =
        new Demand() {
          @Override
          public Want want() {
            return Want.WAITED_FOR;
          }

          @Override
          public boolean isStillWanted() {
            return asked.incrementAndGet() == 1;
          }
        };
    assertThat(kindOf(fetch(once))).isEqualTo(SourceException.Kind.ABANDONED);
    assertThat(counts.hits()).isEqualTo(1);
  }

  @Test
  void aSourceThatIsLeftAloneIsNotHit() throws SourceException {
    silence();
    assertThat(kindOf(fetch(SOMEBODY))).isEqualTo(SourceException.Kind.PAUSED);
    assertThat(counts.hits()).isZero();
  }

  @Test
  void whoComesDuringTheProbeIsServedIfItHasAReply() throws SourceException {
    CompletableFuture<LegacyQuote> probe = new CompletableFuture<>();
    script.add(probe);
    script.add(CompletableFuture.completedFuture(QUOTE));
    silence();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(Limits.BREAKER_OPEN_MILLIS));
    CompletableFuture<LegacyQuote> first = fetch(SOMEBODY);
    CompletableFuture<LegacyQuote> second = fetch(SOMEBODY);
    assertThat(counts.hits()).isEqualTo(1);
    assertThat(second).isNotDone();
    probe.complete(QUOTE);
    assertThat(first.join()).isEqualTo(QUOTE);
    assertThat(second.join()).isEqualTo(QUOTE);
    assertThat(counts.hits()).isEqualTo(2);
  }

  @Test
  void whoComesDuringTheProbeFailsWithItIfItHasNone() throws SourceException {
    CompletableFuture<LegacyQuote> probe = new CompletableFuture<>();
    script.add(probe);
    silence();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(Limits.BREAKER_OPEN_MILLIS));
    CompletableFuture<LegacyQuote> first = fetch(SOMEBODY);
    CompletableFuture<LegacyQuote> second = fetch(SOMEBODY);
    probe.completeExceptionally(new SourceException(HitFault.LATE, "as scripted"));
    assertThat(kindOf(first)).isEqualTo(SourceException.Kind.PAUSED);
    assertThat(kindOf(second)).isEqualTo(SourceException.Kind.PAUSED);
    assertThat(counts.hits()).isEqualTo(1);
  }
}
