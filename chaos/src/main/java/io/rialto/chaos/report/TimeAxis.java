package io.rialto.chaos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The time that all charts of a page share, from left to right. */
final class TimeAxis {

  static final double WIDTH = 1120;
  static final double LEFT = 132;
  static final double RIGHT = WIDTH - 12;

  private static final int TICKS_MAX = 12;
  private static final long[] STEPS_SECONDS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800};

  private final long endMillis;

  TimeAxis(long endMillis) {
    this.endMillis = Math.max(1, endMillis);
  }

  double x(long millis) {
    double share = Math.max(0, Math.min(1, (double) millis / endMillis));
    return LEFT + share * (RIGHT - LEFT);
  }

  /** How wide a stretch is, and wide enough to be seen. */
  double width(long fromMillis, long toMillis) {
    return Math.max(1.5, x(toMillis) - x(fromMillis));
  }

  private List<Long> ticks() {
    long step = STEPS_SECONDS[STEPS_SECONDS.length - 1];
    for (int i = STEPS_SECONDS.length - 1; i >= 0; i--) {
      if (endMillis / 1000 / STEPS_SECONDS[i] <= TICKS_MAX) {
        step = STEPS_SECONDS[i];
      }
    }
    List<Long> ticks = new ArrayList<>();
    for (long second = 0; second * 1000 <= endMillis; second += step) {
      ticks.add(second);
    }
    return ticks;
  }

  /** Thin upright lines over a chart's whole height. */
  void grid(Svg svg, double top, double bottom) {
    for (long second : ticks()) {
      double x = x(second * 1000);
      svg.line(x, top, x, bottom, "grid");
    }
  }

  void labels(Svg svg, double y) {
    for (long second : ticks()) {
      String words =
          second < 120
              ? second + " s"
              : String.format(Locale.ROOT, "%d:%02d", second / 60, second % 60);
      svg.label(x(second * 1000), y, "middle", "tick", words);
    }
  }
}
