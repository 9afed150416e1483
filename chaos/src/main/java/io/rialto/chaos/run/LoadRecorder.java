package io.rialto.chaos.run;

import io.rialto.chaos.report.AnswerTimes;
import io.rialto.chaos.report.RunReport.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what the workload hears, interval by interval. Thread-safe. */
final class LoadRecorder {

  private static final int SIGNIFICANT_DIGITS = 2;

  private static final class Tally {
    private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);
    private long done;
    private long rejected;
    private long retried;
    private long unknown;
    private long reads;
  }

  private final long startNanos;
  private final long intervalNanos;
  private final List<Tally> intervals = new ArrayList<>();
  private long[] answered = new long[1 << 12];
  private int answeredCount;
  private long newestAnsweredStart = Long.MIN_VALUE;
  private long done;
  private long rejected;
  private long retried;
  private long unknown;
  private long resolved;
  private long reads;

  /**
   * @param startNanos the beginning, of {@link System#nanoTime}
   */
  LoadRecorder(long startNanos, int seconds) {
    this.startNanos = startNanos;
    long intervalSeconds = 1 + (seconds - 1) / RunLimits.INTERVALS_MAX;
    this.intervalNanos = TimeUnit.SECONDS.toNanos(intervalSeconds);
  }

  /**
   * A command was done or rejected by a rule.
   *
   * @param meantNanos when its user wanted to send it
   * @param sentNanos when the attempt that was answered was sent
   */
  synchronized void answered(boolean wasDone, long meantNanos, long sentNanos) {
    long now = System.nanoTime();
    Tally tally = now(now);
    tally.micros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, now - meantNanos)));
    if (wasDone) {
      done++;
      tally.done++;
    } else {
      rejected++;
      tally.rejected++;
    }
    if (answeredCount == answered.length) {
      answered = Arrays.copyOf(answered, 2 * answeredCount);
    }
    answered[answeredCount++] = now;
    newestAnsweredStart = Math.max(newestAnsweredStart, sentNanos);
  }

  synchronized void retried() {
    retried++;
    now(System.nanoTime()).retried++;
  }

  synchronized void unknown() {
    unknown++;
    now(System.nanoTime()).unknown++;
  }

  synchronized void resolved() {
    resolved++;
  }

  synchronized void read() {
    reads++;
    now(System.nanoTime()).reads++;
  }

  private Tally now(long nanos) {
    int interval = (int) (Math.max(0, nanos - startNanos) / intervalNanos);
    while (intervals.size() <= interval) {
      intervals.add(new Tally());
    }
    return intervals.get(interval);
  }

  /** Whether a command has been answered that was sent after a moment. */
  synchronized boolean answeredSince(long nanos) {
    return newestAnsweredStart > nanos;
  }

  /** Commands with a definite answer. */
  synchronized long answers() {
    return done + rejected;
  }

  /** The counts so far. */
  record Counts(long done, long rejected, long retried, long unknown, long resolved, long reads) {}

  synchronized Counts counts() {
    return new Counts(done, rejected, retried, unknown, resolved, reads);
  }

  synchronized AnswerTimes answerTimes() {
    return new AnswerTimes(Arrays.copyOf(answered, answeredCount));
  }

  /** All intervals up to a moment; those without an answer too. */
  synchronized List<Interval> intervals(long endNanos) {
    now(endNanos - 1);
    long length = TimeUnit.NANOSECONDS.toMillis(intervalNanos);
    List<Interval> result = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i++) {
      Tally tally = intervals.get(i);
      long left = TimeUnit.NANOSECONDS.toMillis(endNanos - startNanos) - i * length;
      if (i > 0 && left < length / 4) {
        // Too short to say anything of a rate.
        break;
      }
      result.add(
          new Interval(
              i * length,
              Math.max(1, Math.min(length, left)),
              tally.done,
              tally.rejected,
              tally.retried,
              tally.unknown,
              tally.reads,
              tally.micros.getValueAtPercentile(50) / 1e3,
              tally.micros.getValueAtPercentile(99) / 1e3,
              tally.micros.getMaxValue() / 1e3));
    }
    return result;
  }
}
