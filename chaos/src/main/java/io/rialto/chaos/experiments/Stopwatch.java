package io.rialto.chaos.experiments;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Collects how long things took. Any thread. */
final class Stopwatch {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);

  /** Something ends now that began then ({@link System#nanoTime}). */
  synchronized void ends(long beganNanos) {
    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - beganNanos));
  }

  synchronized Latencies latencies() {
    return Latencies.of(micros);
  }

  /** A copy, for who looks closer. */
  synchronized Histogram micros() {
    return micros.copy();
  }
}
