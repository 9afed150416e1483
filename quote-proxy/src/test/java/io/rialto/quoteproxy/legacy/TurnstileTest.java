package io.rialto.quoteproxy.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.quoteproxy.legacy.Demand.Want;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TurnstileTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stopTheTimer() {
    timer.shutdownNow();
  }

  private static SourceException.Kind kindOf(CompletableFuture<?> failed) {
    return failed.handle((value, failure) -> ((SourceException) failure).kind()).join();
  }

  @Test
  void onlySoManyAreInsideAndTheOthersFollowInOrder() {
    Turnstile turnstile = new Turnstile(2, 100_000, 100, timer);
    List<CompletableFuture<Integer>> works = new ArrayList<>();
    List<CompletableFuture<Integer>> begun = new ArrayList<>();
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 6; i++) {
      int number = i;
      works.add(new CompletableFuture<>());
      begun.add(new CompletableFuture<>());
      turnstile.pass(
          () -> Want.WAITED_FOR,
          () -> {
            order.add(number);
            begun.get(number).complete(number);
            return works.get(number);
          });
    }
    for (int i = 0; i < 6; i++) {
      begun.get(i).join();
      assertThat(begun.subList(Math.min(6, i + 2), 6)).noneMatch(CompletableFuture::isDone);
      works.get(i).complete(i);
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void hitsAreSpacedByTheRate() {
    Turnstile turnstile = new Turnstile(100, 100, 100, timer);
    long before = System.nanoTime();
    List<CompletableFuture<Long>> passed = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      passed.add(
          turnstile.pass(
              () -> Want.WAITED_FOR, () -> CompletableFuture.completedFuture(System.nanoTime())));
    }
    long last = passed.get(20).join();
    assertThat(Duration.ofNanos(last - before)).isGreaterThanOrEqualTo(Duration.ofMillis(199));
  }

  @Test
  void afterAQuietTimeThereIsNoBurst() {
    Turnstile turnstile = new Turnstile(100, 50, 100, timer);
    CompletableFuture<Void> quiet = new CompletableFuture<>();
    timer.schedule(() -> quiet.complete(null), 200, TimeUnit.MILLISECONDS);
    quiet.join();
    long before = System.nanoTime();
    turnstile.pass(() -> Want.WAITED_FOR, () -> CompletableFuture.completedFuture(0L)).join();
    turnstile.pass(() -> Want.WAITED_FOR, () -> CompletableFuture.completedFuture(0L)).join();
    long last =
        turnstile
            .pass(() -> Want.WAITED_FOR, () -> CompletableFuture.completedFuture(System.nanoTime()))
            .join();
    assertThat(Duration.ofNanos(last - before)).isGreaterThanOrEqualTo(Duration.ofMillis(39));
  }

  @Test
  void aFullQueueSaysSoAtOnce() {
    Turnstile turnstile = new Turnstile(1, 100_000, 1, timer);
    CompletableFuture<Integer> never = new CompletableFuture<>();
    CompletableFuture<Void> isInside = new CompletableFuture<>();
    turnstile.pass(
        () -> Want.WAITED_FOR,
        () -> {
          isInside.complete(null);
          return never;
        });
    isInside.join();
    CompletableFuture<Integer> second = turnstile.pass(() -> Want.WAITED_FOR, () -> never);
    CompletableFuture<Integer> third = turnstile.pass(() -> Want.WAITED_FOR, () -> never);
    assertThat(kindOf(third)).isEqualTo(SourceException.Kind.CROWDED);
    assertThat(second).isNotDone();
  }

  @Test
  void whatNobodyWantsAnyMoreIsLeftOut() {
    Turnstile turnstile = new Turnstile(1, 100_000, 10, timer);
    CompletableFuture<Integer> first = new CompletableFuture<>();
    turnstile.pass(() -> Want.WAITED_FOR, () -> first);
    AtomicBoolean hasRun = new AtomicBoolean();
    CompletableFuture<Integer> unwanted =
        turnstile.pass(
            () -> Want.NOBODY,
            () -> {
              hasRun.set(true);
              return CompletableFuture.completedFuture(2);
            });
    CompletableFuture<Integer> wanted =
        turnstile.pass(() -> Want.WAITED_FOR, () -> CompletableFuture.completedFuture(3));
    first.complete(1);
    assertThat(kindOf(unwanted)).isEqualTo(SourceException.Kind.ABANDONED);
    assertThat(wanted.join()).isEqualTo(3);
    assertThat(hasRun).isFalse();
  }

  @Test
  void aFailureFreesThePlace() {
    Turnstile turnstile = new Turnstile(1, 100_000, 10, timer);
    CompletableFuture<Integer> failed =
        turnstile.pass(
            () -> Want.WAITED_FOR,
            () -> CompletableFuture.failedFuture(new SourceException(HitFault.NO_REPLY, "gone")));
    assertThat(kindOf(failed)).isEqualTo(SourceException.Kind.GONE);
    assertThat(
            turnstile
                .pass(() -> Want.WAITED_FOR, () -> CompletableFuture.completedFuture(2))
                .join())
        .isEqualTo(2);
  }

  @Test
  void aWorkThatThrowsFreesThePlaceToo() {
    Turnstile turnstile = new Turnstile(1, 100_000, 10, timer);
    CompletableFuture<Integer> thrown =
        turnstile.pass(
            () -> Want.WAITED_FOR,
            () -> {
              throw new IllegalStateException("as the test says");
            });
    assertThat(thrown.handle((value, failure) -> failure.getMessage()).join())
        .isEqualTo("as the test says");
    assertThat(turnstile.pass(() -> Want.WAITED_FOR, () -> done(2)).join()).isEqualTo(2);
  }

  @Test
  void whatIsSpareGivesWayToAllThatIsWaitedFor() {
    Turnstile turnstile = new Turnstile(1, 100_000, 10, timer);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Integer> inside = new CompletableFuture<>();
    turnstile.pass(() -> Want.WAITED_FOR, () -> inside);
    CompletableFuture<Boolean> refresh = turnstile.pass(() -> Want.SPARE, note(order, "refresh"));
    CompletableFuture<Boolean> first = turnstile.pass(() -> Want.WAITED_FOR, note(order, "first"));
    CompletableFuture<Boolean> later = turnstile.pass(() -> Want.WAITED_FOR, note(order, "later"));
    inside.complete(1);
    allOf(refresh, first, later).join();
    assertThat(order).containsExactly("first", "later", "refresh");
  }

  @Test
  void whatWasSpareIsWaitedForOnceSomebodyJoins() {
    Turnstile turnstile = new Turnstile(1, 100_000, 10, timer);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    AtomicReference<Want> want = new AtomicReference<>(Want.SPARE);
    CompletableFuture<Integer> inside = new CompletableFuture<>();
    turnstile.pass(() -> Want.WAITED_FOR, () -> inside);
    CompletableFuture<Boolean> spare = turnstile.pass(() -> Want.SPARE, note(order, "spare"));
    CompletableFuture<Boolean> joined = turnstile.pass(want::get, note(order, "joined"));
    want.set(Want.WAITED_FOR);
    inside.complete(1);
    allOf(spare, joined).join();
    assertThat(order).containsExactly("joined", "spare");
  }

  @Test
  void worksThatEndAtOnceDoNotPileUpOnTheStack() {
    int works = 100_000;
    Turnstile turnstile = new Turnstile(1, 1_000_000_000, works, timer);
    CompletableFuture<Integer> inside = new CompletableFuture<>();
    turnstile.pass(() -> Want.WAITED_FOR, () -> inside);
    List<CompletableFuture<Integer>> passed = new ArrayList<>();
    for (int i = 0; i < works; i++) {
      passed.add(turnstile.pass(() -> Want.WAITED_FOR, () -> done(1)));
    }
    inside.complete(1);
    allOf(passed.toArray(CompletableFuture<?>[]::new)).join();
    assertThat(passed.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(works);
  }

  private static Supplier<CompletableFuture<Boolean>> note(List<String> order, String name) {
    return () -> done(order.add(name));
  }

  private static CompletableFuture<Void> allOf(CompletableFuture<?>... futures) {
    return CompletableFuture.allOf(futures).orTimeout(60, TimeUnit.SECONDS);
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
