package io.rialto.proto.shape;

/** Money as text: {@code 123.45}. Everywhere else it is whole cents in a {@code long}. */
public final class Money {

  private static final String RULE =
      "is not an amount of money: digits with 0 to 2 decimals, such as 123.45, without sign, exponent or"
          + " separators";

  private Money() {}

  /**
   * Parses an amount or a price (SPEC, "Values").
   *
   * @return whole cents, 1 to 1,000,000,000,000
   * @throws IllegalArgumentException whose message names the value and the rule that it breaks
   */
  public static long parseCents(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String decimals = point < 0 ? "" : text.substring(point + 1);
    if (!areDigits(whole)
        || whole.isEmpty()
        || !areDigits(decimals)
        || decimals.length() > 2
        || (point >= 0 && decimals.isEmpty())) {
      throw new IllegalArgumentException(Shown.of(text) + " " + RULE);
    }
    long cents = 0;
    for (int i = 0; i < whole.length() && cents <= ShapeLimits.AMOUNT_CENTS_MAX; i++) {
      cents = cents * 10 + (whole.charAt(i) - '0');
    }
    if (cents <= ShapeLimits.AMOUNT_CENTS_MAX) {
      cents = cents * 100 + centsOf(decimals);
    }
    if (outOfRange(cents)) {
      throw new IllegalArgumentException(outOfRangeText(Shown.of(text)));
    }
    return cents;
  }

  /**
   * Whole cents as text with two decimals: {@code 12345} is {@code 123.45}. Balances and
   * differences are formatted too, so any {@code long} is taken; only {@link #parseCents} has
   * bounds.
   */
  public static String format(long cents) {
    String digits = Long.toString(cents);
    String sign = "";
    if (cents < 0) {
      sign = "-";
      digits = digits.substring(1);
    }
    digits = "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    int point = digits.length() - 2;
    return sign + digits.substring(0, point) + "." + digits.substring(point);
  }

  static boolean outOfRange(long cents) {
    return cents < ShapeLimits.AMOUNT_CENTS_MIN || cents > ShapeLimits.AMOUNT_CENTS_MAX;
  }

  static String outOfRangeText(String shown) {
    return shown
        + " is out of range: an amount of money is "
        + format(ShapeLimits.AMOUNT_CENTS_MIN)
        + " to "
        + format(ShapeLimits.AMOUNT_CENTS_MAX);
  }

  private static int centsOf(String decimals) {
    return switch (decimals.length()) {
      case 0 -> 0;
      case 1 -> 10 * (decimals.charAt(0) - '0');
      default -> 10 * (decimals.charAt(0) - '0') + (decimals.charAt(1) - '0');
    };
  }

  /** Only ASCII digits: {@link Character#isDigit} takes those of every script. */
  private static boolean areDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
