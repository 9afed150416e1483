package io.rialto.chaos.report;

import io.rialto.chaos.report.RunReport.Break;
import io.rialto.chaos.report.RunReport.Reign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who led when, and what was broken when: a row for each. */
final class EventChart {

  private static final double ROW = 24;
  private static final double BAR = 15;
  private static final double TOP = 6;

  /** A bar as wide as this has room for a term. */
  private static final double WIDTH_WITH_TERM = 26;

  private final RunReport report;
  private final TimeAxis axis;

  EventChart(RunReport report, TimeAxis axis) {
    this.report = report;
    this.axis = axis;
  }

  /** A row for each node, with bars where it led, marked with the term. */
  String leaders() {
    List<String> nodes = report.reigns().stream().map(Reign::node).distinct().sorted().toList();
    Svg svg = frame(nodes.size(), "Who led, and in which term");
    for (Reign reign : report.reigns()) {
      int row = nodes.indexOf(reign.node());
      double x = axis.x(reign.fromMillis());
      double width = axis.width(reign.fromMillis(), reign.toMillis());
      String tip =
          reign.node()
              + " led in term "
              + reign.term()
              + " for "
              + LoadChart.duration(reign.toMillis() - reign.fromMillis());
      svg.box(x, y(row), width, BAR, "reign node" + row % 5, tip);
      if (width >= WIDTH_WITH_TERM) {
        svg.label(x + 5, y(row) + 11.5, "start", "term", Long.toString(reign.term()));
      }
    }
    for (String node : nodes) {
      rowName(svg, nodes.indexOf(node), node);
    }
    return finished(svg, nodes.size());
  }

  /** A row for each kind of fault: solid while broken, faint until all was whole again. */
  String faults() {
    Map<String, List<Break>> rows = new LinkedHashMap<>();
    for (Break fault : report.faults()) {
      rows.computeIfAbsent(fault.kind(), unused -> new ArrayList<>()).add(fault);
    }
    Svg svg = frame(rows.size(), "What was broken, and when");
    int row = 0;
    for (Map.Entry<String, List<Break>> kind : rows.entrySet()) {
      rowName(svg, row, kind.getKey());
      for (Break fault : kind.getValue()) {
        double healed = axis.x(fault.healedMillis());
        svg.box(
            healed,
            y(row),
            axis.width(fault.healedMillis(), fault.recoveredMillis()),
            BAR,
            "recovering",
            "recovering for " + LoadChart.duration(fault.recoveredMillis() - fault.healedMillis()));
        svg.box(
            axis.x(fault.fromMillis()),
            y(row),
            axis.width(fault.fromMillis(), fault.healedMillis()),
            BAR,
            "fault",
            fault.sentence()
                + ", for "
                + LoadChart.duration(fault.healedMillis() - fault.fromMillis()));
      }
      row++;
    }
    return finished(svg, rows.size());
  }

  private Svg frame(int rows, String label) {
    Svg svg = new Svg(TimeAxis.WIDTH, TOP + rows * ROW + 24, label);
    axis.grid(svg, TOP, TOP + rows * ROW);
    return svg;
  }

  private static void rowName(Svg svg, int row, String name) {
    svg.label(TimeAxis.LEFT - 8, y(row) + 11.5, "end", "row", name);
    double under = TOP + (row + 1) * ROW;
    svg.line(0, under, TimeAxis.RIGHT, under, "grid");
  }

  private String finished(Svg svg, int rows) {
    axis.labels(svg, TOP + rows * ROW + 18);
    return svg.text();
  }

  private static double y(int row) {
    return TOP + row * ROW + (ROW - BAR) / 2;
  }
}
