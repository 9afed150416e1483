package io.rialto.chaos.report;

import io.rialto.chaos.report.RunReport.Break;
import java.util.Comparator;
import java.util.List;

/** How long nobody was answered around each fault, shortest first, with the quantiles marked. */
final class OutageChart {

  private static final double WIDTH = TimeAxis.WIDTH;
  private static final double LEFT = 64;
  private static final double TOP = 14;
  private static final double HEIGHT = 170;
  private static final double SLOT_MAX = 46;

  private final RunReport report;

  OutageChart(RunReport report) {
    this.report = report;
  }

  String svg() {
    List<Break> sorted =
        report.faults().stream()
            .sorted(Comparator.comparingLong(Break::unavailableMillis))
            .toList();
    Outages outages = report.outages();
    double top = LoadChart.niceTop(outages.maxMillis());
    Svg svg = new Svg(WIDTH, TOP + HEIGHT + 24, "Time without an answer around each fault");
    for (int i = 0; i <= 4; i++) {
      double y = y(top * i / 4, top);
      svg.line(LEFT, y, WIDTH - 12, y, "grid");
      svg.label(LEFT - 8, y + 4, "end", "tick", LoadChart.duration(top * i / 4));
    }
    double slot = Math.min(SLOT_MAX, (WIDTH - 90 - LEFT) / Math.max(1, sorted.size()));
    double width = slot * 0.8;
    for (int i = 0; i < sorted.size(); i++) {
      Break fault = sorted.get(i);
      double y = y(fault.unavailableMillis(), top);
      String tip = fault.sentence() + ": " + LoadChart.duration(fault.unavailableMillis());
      double height = Math.max(1, TOP + HEIGHT - y);
      svg.box(LEFT + 6 + i * slot, TOP + HEIGHT - height, width, height, "outage", tip);
    }
    quantile(svg, outages.p50Millis(), top, "half");
    if (outages.maxMillis() > outages.p50Millis()) {
      quantile(svg, outages.maxMillis(), top, "longest");
    }
    svg.label(
        LEFT + 6, TOP + HEIGHT + 18, "start", "tick", "each fault a bar, shortest outage first");
    return svg.text();
  }

  private static void quantile(Svg svg, long millis, double top, String name) {
    double y = y(millis, top);
    svg.line(LEFT, y, WIDTH - 12, y, "quantile");
    svg.label(WIDTH - 14, y - 4, "end", "mark", name + " " + LoadChart.duration(millis));
  }

  private static double y(double millis, double top) {
    return TOP + HEIGHT - HEIGHT * millis / top;
  }
}
