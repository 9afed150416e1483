package io.rialto.chaos.report;

import java.util.List;
import java.util.Locale;

/** Figures of several series side by side, as bars that lie, in groups; a file of its own. */
public final class BarChart {

  private static final double WIDTH = 920;
  private static final double LEFT = 190;
  private static final double RIGHT = WIDTH - 90;
  private static final double TOP = 62;
  private static final double BAR = 13;
  private static final double GAP = 11;
  private static final double FOOT = 30;
  private static final double KEY = 10;

  /** What a letter of the legend takes, on average. */
  private static final double LETTER = 6.6;

  private static final double KEY_SPACE = 34;

  /**
   * One series.
   *
   * @param values one for each group; NaN for what was not measured
   */
  public record Series(String name, List<Double> values) {
    public Series {
      values = List.copyOf(values);
    }
  }

  private final String title;
  private final String unit;
  private final List<String> groups;
  private final List<Series> series;
  private final Scale scale;

  /** By a scale that begins at 0. */
  public static BarChart even(String title, String unit, List<String> groups, List<Series> series) {
    return new BarChart(title, unit, groups, series, Scale.even(greatest(series)));
  }

  /** By a scale of decades, for figures that are far apart. */
  public static BarChart byDecades(
      String title, String unit, List<String> groups, List<Series> series) {
    return new BarChart(
        title, unit, groups, series, Scale.decades(least(series), greatest(series)));
  }

  private BarChart(
      String title, String unit, List<String> groups, List<Series> series, Scale scale) {
    FigureStyle.requireFew(series.size());
    for (Series each : series) {
      if (each.values().size() != groups.size()) {
        throw new IllegalArgumentException(
            each.name() + " has " + each.values().size() + " values for " + groups.size());
      }
    }
    this.title = title;
    this.unit = unit;
    this.groups = List.copyOf(groups);
    this.series = List.copyOf(series);
    this.scale = scale;
  }

  private static double greatest(List<Series> series) {
    return series.stream()
        .flatMap(each -> each.values().stream())
        .filter(value -> value > 0)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(1);
  }

  private static double least(List<Series> series) {
    return series.stream()
        .flatMap(each -> each.values().stream())
        .filter(value -> value > 0)
        .mapToDouble(Double::doubleValue)
        .min()
        .orElse(1);
  }

  /** The whole file. */
  public String svg() {
    double bottom = TOP + groups.size() * groupHeight();
    Svg svg = Svg.ofFile(WIDTH, bottom + FOOT, title, FigureStyle.TEXT);
    svg.box(0, 0, WIDTH, bottom + FOOT, "ground", "");
    svg.label(12, 22, "start", "title", title);
    legend(svg);
    for (Scale.Tick tick : scale.ticks()) {
      double x = x(tick.value());
      svg.line(x, TOP - 6, x, bottom, "grid");
      svg.label(x, bottom + 18, "middle", "tick", tick.text() + " " + unit);
    }
    for (int group = 0; group < groups.size(); group++) {
      double y = TOP + group * groupHeight();
      svg.label(LEFT - 8, y + series.size() * BAR / 2 + 4, "end", "name", groups.get(group));
      for (int number = 0; number < series.size(); number++) {
        bar(svg, number, group, y + number * BAR);
      }
    }
    return svg.text();
  }

  private double groupHeight() {
    return series.size() * BAR + GAP;
  }

  private void legend(Svg svg) {
    double x = 12;
    for (int number = 0; number < series.size(); number++) {
      String name = series.get(number).name();
      svg.box(x, 36, KEY, KEY, "key" + number, "");
      svg.label(x + KEY + 6, 45, "start", "legend", name);
      x += KEY_SPACE + name.length() * LETTER;
    }
  }

  private void bar(Svg svg, int number, int group, double y) {
    double value = series.get(number).values().get(group);
    if (Double.isNaN(value)) {
      svg.label(LEFT + 4, y + BAR - 3, "start", "value", "–");
      return;
    }
    double end = x(value);
    String words = shown(value);
    String tip = groups.get(group) + ", " + series.get(number).name() + ": " + words + " " + unit;
    svg.box(LEFT, y, Math.max(1, end - LEFT), BAR - 2, "bar" + number, tip);
    svg.label(Math.max(LEFT + 1, end) + 4, y + BAR - 4, "start", "value", words);
  }

  private double x(double value) {
    return LEFT + scale.share(value) * (RIGHT - LEFT);
  }

  private static String shown(double value) {
    if (value == 0 || value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
  }
}
