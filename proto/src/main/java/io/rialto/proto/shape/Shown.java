package io.rialto.proto.shape;

/**
 * A bad value as an error message shows it: quoted, shortened, printable ASCII whatever was sent.
 */
final class Shown {

  private Shown() {}

  static String of(String value) {
    StringBuilder shown = new StringBuilder("\"");
    int length = Math.min(value.length(), ShapeLimits.SHOWN_LENGTH_MAX);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c <= '~') {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
    shown.append('"');
    if (length < value.length()) {
      shown.append("... (").append(value.length()).append(" characters)");
    }
    return shown.toString();
  }
}
