package io.rialto.chaos.experiments;

import java.util.Locale;

/** Figures for people and for programs. */
final class Decimals {

  private static final double THOUSAND = 1_000;

  private Decimals() {}

  /** What is behind the thousandth is noise. */
  static double rounded(double value) {
    return Math.round(value * THOUSAND) / THOUSAND;
  }

  /** With as many digits as say something; a dash for what was not measured. */
  static String shown(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (value == 0 || value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
  }

  static String shown(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
