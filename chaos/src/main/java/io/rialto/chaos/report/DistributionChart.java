package io.rialto.chaos.report;

import java.util.List;
import java.util.Locale;

/** Which part of all took at most how long, a curve for each of several runs; a file of its own. */
public final class DistributionChart {

  private static final double WIDTH = 920;
  private static final double LEFT = 64;
  private static final double RIGHT = WIDTH - 40;
  private static final double TOP = 62;
  private static final double HEIGHT = 300;
  private static final double FOOT = 40;
  private static final double KEY = 10;
  private static final double LETTER = 6.6;
  private static final double KEY_SPACE = 34;
  private static final double PERCENT = 100;
  private static final int PERCENT_STEP = 20;

  /** So many of a hundred took at most so long. */
  public record Point(double percent, double value) {}

  /**
   * One run.
   *
   * @param points by rising percent
   */
  public record Curve(String name, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  private final String title;
  private final String unit;
  private final List<Curve> curves;
  private final Scale scale;

  public DistributionChart(String title, String unit, List<Curve> curves) {
    FigureStyle.requireFew(curves.size());
    this.title = title;
    this.unit = unit;
    this.curves = List.copyOf(curves);
    this.scale =
        Scale.even(
            curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::value)
                .filter(value -> value > 0)
                .max()
                .orElse(1));
  }

  /** The whole file. */
  public String svg() {
    Svg svg = Svg.ofFile(WIDTH, TOP + HEIGHT + FOOT, title, FigureStyle.TEXT);
    svg.box(0, 0, WIDTH, TOP + HEIGHT + FOOT, "ground", "");
    svg.label(12, 22, "start", "title", title);
    for (int percent = 0; percent <= PERCENT; percent += PERCENT_STEP) {
      svg.line(LEFT, y(percent), RIGHT, y(percent), "grid");
      svg.label(LEFT - 8, y(percent) + 4, "end", "tick", percent + " %");
    }
    for (Scale.Tick tick : scale.ticks()) {
      double x = x(tick.value());
      svg.line(x, TOP, x, TOP + HEIGHT, "grid");
      svg.label(x, TOP + HEIGHT + 18, "middle", "tick", tick.text() + " " + unit);
    }
    double legend = 12;
    for (int number = 0; number < curves.size(); number++) {
      Curve curve = curves.get(number);
      svg.box(legend, 36, KEY, KEY, "key" + number, "");
      svg.label(legend + KEY + 6, 45, "start", "legend", curve.name());
      legend += KEY_SPACE + curve.name().length() * LETTER;
      svg.path("curve" + number, steps(curve));
    }
    return svg.text();
  }

  private String steps(Curve curve) {
    StringBuilder steps =
        new StringBuilder(String.format(Locale.ROOT, "M%s %s", number(LEFT), number(y(0))));
    for (Point point : curve.points()) {
      steps.append('L').append(number(x(point.value()))).append(' ');
      steps.append(number(y(point.percent())));
    }
    return steps.toString();
  }

  private double x(double value) {
    return LEFT + scale.share(value) * (RIGHT - LEFT);
  }

  private static double y(double percent) {
    return TOP + HEIGHT - HEIGHT * percent / PERCENT;
  }

  private static String number(double value) {
    return Svg.number(value);
  }
}
