package io.rialto.chaos.report;

/** How charts look that are files of their own: readable on light and dark pages. */
final class FigureStyle {

  /** As many series as a chart can tell apart. */
  static final int SERIES_MAX = 6;

  static final String TEXT =
      """
      .ground { fill: #ffffff }
      .grid { stroke: #e2e5ea; stroke-width: 1 }
      .tick, .name, .value, .legend { font: 12px sans-serif; fill: #3b4252 }
      .title { font: bold 14px sans-serif; fill: #1d2430 }
      .value { font-size: 11px }
      .bar0, .key0 { fill: #9aa5b5 }
      .bar1, .key1 { fill: #2f6fde }
      .bar2, .key2 { fill: #e08a1e }
      .bar3, .key3 { fill: #2c9c69 }
      .bar4, .key4 { fill: #b0413e }
      .bar5, .key5 { fill: #7a55b5 }
      .curve0, .curve1, .curve2, .curve3, .curve4, .curve5 { fill: none; stroke-width: 2 }
      .curve0 { stroke: #9aa5b5 }
      .curve1 { stroke: #2f6fde }
      .curve2 { stroke: #e08a1e }
      .curve3 { stroke: #2c9c69 }
      .curve4 { stroke: #b0413e }
      .curve5 { stroke: #7a55b5 }
      """;

  private FigureStyle() {}

  static void requireFew(int series) {
    if (series < 1 || series > SERIES_MAX) {
      throw new IllegalArgumentException(
          "a chart has 1 to " + SERIES_MAX + " series, not " + series);
    }
  }
}
