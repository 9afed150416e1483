package io.rialto.chaos.report;

import java.util.Locale;

/** Writes an SVG drawing, element by element. Coordinates are the drawing's own units. */
final class Svg {

  private final StringBuilder text = new StringBuilder();

  Svg(double width, double height, String label) {
    open("svg", "viewBox", "0 0 " + number(width) + " " + number(height));
    text.insert(text.length() - 1, " role=\"img\" aria-label=\"" + escaped(label) + "\"");
  }

  /** A drawing that is a file of its own, and brings its style with it. */
  static Svg ofFile(double width, double height, String label, String style) {
    Svg svg = new Svg(width, height, label);
    svg.text.insert("<svg".length(), " xmlns=\"http://www.w3.org/2000/svg\"");
    svg.text.append("<style>\n").append(escaped(style)).append("</style>\n");
    return svg;
  }

  /**
   * Starts an element.
   *
   * @param attributes names and values in turn
   */
  Svg open(String element, String... attributes) {
    begin(element, attributes);
    text.append('>');
    return this;
  }

  Svg close(String element) {
    text.append("</").append(element).append(">\n");
    return this;
  }

  /** A whole element without content. */
  Svg element(String element, String... attributes) {
    begin(element, attributes);
    text.append("/>\n");
    return this;
  }

  private void begin(String element, String... attributes) {
    text.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(attributes[i + 1])).append('"');
    }
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    return element(
        "line",
        "class",
        style,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  /** A box; {@code tip} is shown to who points at it, and may be empty. */
  Svg box(double x, double y, double width, double height, String style, String tip) {
    open(
        "rect",
        "class",
        style,
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(width),
        "height",
        number(height));
    if (!tip.isEmpty()) {
      text.append("<title>").append(escaped(tip)).append("</title>");
    }
    return close("rect");
  }

  /** A text at a point: {@code anchor} is start, middle or end. */
  Svg label(double x, double y, String anchor, String style, String words) {
    open("text", "class", style, "x", number(x), "y", number(y), "text-anchor", anchor);
    text.append(escaped(words));
    return close("text");
  }

  Svg path(String style, String steps) {
    return element("path", "class", style, "d", steps);
  }

  /** The finished drawing. */
  String text() {
    return text + "</svg>\n";
  }

  static String number(double value) {
    String plain = String.format(Locale.ROOT, "%.1f", value);
    return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
  }

  /** Harmless in text and in attributes. */
  static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
