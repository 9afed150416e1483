package io.rialto.chaos.report;

import io.rialto.chaos.report.RunReport.Break;
import io.rialto.chaos.report.RunReport.Interval;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Throughput and latency over time, with the times of faults shaded behind. */
final class LoadChart {

  private static final double TOP = 12;
  private static final double HEIGHT = 150;

  /** A latency chart's decades begin here. */
  private static final double MILLIS_LEAST = 1;

  private final TimeAxis axis;
  private final RunReport report;

  LoadChart(RunReport report, TimeAxis axis) {
    this.report = report;
    this.axis = axis;
  }

  /** Answered commands a second: done, and rejected by a rule on top of them. */
  String throughput() {
    double most =
        report.intervals().stream().mapToDouble(Interval::answeredPerSecond).max().orElse(0);
    double top = niceTop(most);
    Svg svg = frame("Answered commands a second over time");
    for (int i = 0; i <= 2; i++) {
      double value = top * i / 2;
      double y = bottom() - HEIGHT * i / 2;
      svg.line(TimeAxis.LEFT, y, TimeAxis.RIGHT, y, "grid");
      svg.label(TimeAxis.LEFT - 8, y + 4, "end", "tick", plain(value));
    }
    ToDoubleFunction<Interval> answered =
        interval -> bottom() - HEIGHT * interval.answeredPerSecond() / top;
    ToDoubleFunction<Interval> done =
        interval -> bottom() - HEIGHT * interval.done() * 1000 / interval.lengthMillis() / top;
    svg.path("area rejected", area(answered));
    svg.path("area done", area(done));
    svg.path("line answered", line(answered, interval -> true));
    return finished(svg);
  }

  /** Latencies of answered commands, by a scale of decades. */
  String latency() {
    double longest = report.intervals().stream().mapToDouble(Interval::maxMillis).max().orElse(0);
    int decades = 1;
    while (MILLIS_LEAST * Math.pow(10, decades) < longest) {
      decades++;
    }
    int shown = decades;
    Svg svg = frame("Latency of answered commands over time");
    for (int decade = 0; decade <= shown; decade++) {
      double y = bottom() - HEIGHT * decade / shown;
      svg.line(TimeAxis.LEFT, y, TimeAxis.RIGHT, y, "grid");
      svg.label(TimeAxis.LEFT - 8, y + 4, "end", "tick", duration(Math.pow(10, decade)));
    }
    svg.path("line max", line(i -> y(i.maxMillis(), shown), i -> i.maxMillis() > 0));
    svg.path("line p99", line(i -> y(i.p99Millis(), shown), i -> i.maxMillis() > 0));
    svg.path("line p50", line(i -> y(i.p50Millis(), shown), i -> i.maxMillis() > 0));
    return finished(svg);
  }

  private static double y(double millis, int decades) {
    double share = Math.log10(Math.max(MILLIS_LEAST, millis) / MILLIS_LEAST) / decades;
    return bottom() - HEIGHT * Math.min(1, share);
  }

  private Svg frame(String label) {
    Svg svg = new Svg(TimeAxis.WIDTH, bottom() + 24, label);
    for (Break fault : report.faults()) {
      double x = axis.x(fault.fromMillis());
      double width = axis.width(fault.fromMillis(), fault.healedMillis());
      svg.box(x, TOP, width, HEIGHT, "band", fault.phrase() + ": " + fault.sentence());
    }
    axis.grid(svg, TOP, bottom());
    return svg;
  }

  private String finished(Svg svg) {
    axis.labels(svg, bottom() + 18);
    return svg.text();
  }

  private static double bottom() {
    return TOP + HEIGHT;
  }

  /** Through the middle of each interval that counts; broken where one does not. */
  private String line(ToDoubleFunction<Interval> y, Predicate<Interval> counts) {
    StringBuilder steps = new StringBuilder();
    boolean pen = false;
    for (Interval interval : report.intervals()) {
      if (counts.test(interval)) {
        steps.append(pen ? 'L' : 'M').append(middle(interval)).append(' ');
        steps.append(Svg.number(y.applyAsDouble(interval)));
      }
      pen = counts.test(interval);
    }
    return steps.toString();
  }

  private String area(ToDoubleFunction<Interval> y) {
    List<Interval> intervals = report.intervals();
    if (intervals.isEmpty()) {
      return "";
    }
    String ground = " " + Svg.number(bottom());
    StringBuilder steps = new StringBuilder("M" + middle(intervals.get(0)) + ground);
    for (Interval interval : intervals) {
      steps.append('L').append(middle(interval)).append(' ');
      steps.append(Svg.number(y.applyAsDouble(interval)));
    }
    steps.append('L').append(middle(intervals.get(intervals.size() - 1))).append(ground);
    return steps.append('Z').toString();
  }

  private String middle(Interval interval) {
    return Svg.number(axis.x(interval.fromMillis() + interval.lengthMillis() / 2));
  }

  /** The next number that is easily divided. */
  static double niceTop(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
    for (double factor : new double[] {1, 2, 3, 4, 6, 8, 10}) {
      if (most <= factor * power) {
        return factor * power;
      }
    }
    throw new IllegalStateException("no scale for " + most);
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  static String duration(double millis) {
    if (millis < 1000) {
      return Math.round(millis) + " ms";
    }
    return Svg.number(millis / 1000) + " s";
  }
}
