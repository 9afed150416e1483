package io.rialto.chaos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a value stands between a chart's two ends. */
final class Scale {

  private static final int EVEN_STEPS = 4;

  /**
   * A mark on the axis.
   *
   * @param text the value, as it is written there
   */
  record Tick(double value, String text) {}

  private final double from;
  private final double to;
  private final boolean decades;
  private final List<Tick> ticks;

  private Scale(double from, double to, boolean decades, List<Tick> ticks) {
    this.from = from;
    this.to = to;
    this.decades = decades;
    this.ticks = List.copyOf(ticks);
  }

  /** From 0 to a round number at or above the greatest value. */
  static Scale even(double greatest) {
    double power = Math.pow(10, Math.floor(Math.log10(greatest)));
    double top = LoadChart.niceTop(greatest / power) * power;
    List<Tick> ticks = new ArrayList<>();
    for (int step = 0; step <= EVEN_STEPS; step++) {
      double value = top * step / EVEN_STEPS;
      ticks.add(new Tick(value, text(value)));
    }
    return new Scale(0, top, false, ticks);
  }

  /** Whole decades around the least and the greatest value, both above 0. */
  static Scale decades(double least, double greatest) {
    int first = (int) Math.floor(Math.log10(least));
    int last = Math.max(first + 1, (int) Math.ceil(Math.log10(greatest)));
    List<Tick> ticks = new ArrayList<>();
    for (int decade = first; decade <= last; decade++) {
      double value = Math.pow(10, decade);
      ticks.add(new Tick(value, text(value)));
    }
    return new Scale(Math.pow(10, first), Math.pow(10, last), true, ticks);
  }

  List<Tick> ticks() {
    return ticks;
  }

  /** 0 at the one end, 1 at the other; what lies beyond them stands there. */
  double share(double value) {
    double share =
        decades
            ? Math.log10(Math.max(from, value) / from) / Math.log10(to / from)
            : (value - from) / (to - from);
    return Math.max(0, Math.min(1, share));
  }

  private static String text(double value) {
    return value >= 1_000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
  }
}
