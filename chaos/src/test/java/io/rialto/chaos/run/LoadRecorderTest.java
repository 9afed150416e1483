package io.rialto.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.chaos.report.RunReport.Interval;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadRecorderTest {

  private static final int SECONDS = 60;

  private final long start = System.nanoTime() - TimeUnit.SECONDS.toNanos(3);
  private final LoadRecorder recorder = new LoadRecorder(start, SECONDS);

  @Test
  void whatIsHeardStandsInTheIntervalInWhichItIsHeard() {
    recorder.answered(true, start, start);
    recorder.answered(false, start, start);
    recorder.retried();
    recorder.unknown();
    recorder.read();

    List<Interval> intervals = recorder.intervals(start + TimeUnit.SECONDS.toNanos(40));
    Interval heard =
        intervals.stream().filter(interval -> interval.done() > 0).findFirst().orElseThrow();
    assertThat(intervals).hasSize(40);
    assertThat(heard.fromMillis()).isGreaterThanOrEqualTo(3_000);
    assertThat(intervals.get(0).done()).isZero();
    assertThat(intervals.stream().mapToLong(Interval::done).sum()).isEqualTo(1);
    assertThat(intervals.stream().mapToLong(Interval::rejected).sum()).isEqualTo(1);
    assertThat(heard.maxMillis()).isGreaterThan(2_900);
    assertThat(recorder.answers()).isEqualTo(2);
  }

  @Test
  void aLastIntervalThatHasHardlyBegunIsLeftOut() {
    long almost = start + TimeUnit.SECONDS.toNanos(40) + TimeUnit.MILLISECONDS.toNanos(100);

    assertThat(recorder.intervals(almost)).hasSize(40);
  }

  @Test
  void anAnswerToWhatWasSentEarlierDoesNotShowThatAllIsWell() {
    long now = System.nanoTime();
    recorder.answered(true, start, now - 1);
    assertThat(recorder.answeredSince(now)).isFalse();

    recorder.answered(true, start, now + 1);
    assertThat(recorder.answeredSince(now)).isTrue();
  }

  @Test
  void aLongRunHasWiderIntervals() {
    long begun = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    LoadRecorder longer = new LoadRecorder(begun, 3_600);

    assertThat(longer.intervals(System.nanoTime()))
        .hasSizeBetween(2, RunLimits.INTERVALS_MAX + 1)
        .first()
        .extracting(Interval::lengthMillis)
        .isEqualTo(12_000L);
  }
}
