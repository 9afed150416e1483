package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PersistentFetchTest {

  private static final LegacyRequest REQUEST = new LegacyRequest("ABC", "joe");
  private static final LegacyQuote QUOTE = new LegacyQuote(REQUEST, 100, 17, "k");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HitCounts counts = new HitCounts();
  private final Queue<CompletableFuture<LegacyQuote>> script = new ArrayDeque<>();

  @AfterEach
  void stopTheTimer() {
    timer.shutdownNow();
  }

  private CompletableFuture<LegacyQuote> fetch(BooleanSupplier stillWanted) {
    Turnstile turnstile = new Turnstile(1, 100_000, 1, timer);
    return new PersistentFetch(request -> script.remove(), turnstile, timer, counts)
        .fetch(REQUEST, stillWanted);
  }

  private void fails(SourceException.Kind... kinds) {
    for (SourceException.Kind kind : kinds) {
      script.add(CompletableFuture.failedFuture(new SourceException(kind, "as scripted")));
    }
  }

  private static SourceException.Kind kindOf(CompletableFuture<?> failed) {
    return failed.handle((value, failure) -> ((SourceException) failure).kind()).join();
  }

  @Test
  void aFailedHitIsFollowedByAnother() {
    fails(SourceException.Kind.REFUSED, SourceException.Kind.GONE, SourceException.Kind.SLOW);
    script.add(CompletableFuture.completedFuture(QUOTE));
    assertThat(fetch(() -> true).join()).isEqualTo(QUOTE);
    assertThat(List.of(counts.hits(), counts.refused(), counts.failed()))
        .containsExactly(4L, 1L, 2L);
  }

  @Test
  void afterFourHitsTheLastFailureIsTheAnswer() {
    fails(
        SourceException.Kind.GONE,
        SourceException.Kind.GONE,
        SourceException.Kind.GONE,
        SourceException.Kind.REFUSED,
        SourceException.Kind.GONE);
    assertThat(kindOf(fetch(() -> true))).isEqualTo(SourceException.Kind.REFUSED);
    assertThat(script).hasSize(1);
  }

  @Test
  void noHitIsMadeForNobody() {
    assertThat(kindOf(fetch(() -> false))).isEqualTo(SourceException.Kind.ABANDONED);
    assertThat(counts.hits()).isZero();
  }

  @Test
  void noSecondHitIsMadeOnceAllHaveLeft() {
    fails(SourceException.Kind.REFUSED);
    AtomicInteger asked = new AtomicInteger();
    assertThat(kindOf(fetch(() -> asked.incrementAndGet() == 1)))
        .isEqualTo(SourceException.Kind.ABANDONED);
    assertThat(counts.hits()).isEqualTo(1);
  }
}
