package io.rialto.chaos.report;

import java.util.Locale;

/** How verdicts are printed: marks and colours where the reader has them. */
public final class Lettering {

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final int CLAIM_WIDTH = 41;

  private final boolean colours;
  private final boolean symbols;

  /**
   * @param colours whether the reader is a terminal
   * @param symbols whether its character set has check marks
   */
  public Lettering(boolean colours, boolean symbols) {
    this.colours = colours;
    this.symbols = symbols;
  }

  /** A claim in a line, ended. */
  public String line(boolean holds, String claim, String detail) {
    String mark = holds ? (symbols ? "✔" : "ok") : (symbols ? "✘" : "NO");
    return String.format(
        Locale.ROOT,
        "  %s %-" + CLAIM_WIDTH + "s %s%n",
        paint(mark, holds ? GREEN : RED),
        claim,
        detail);
  }

  /** The last word. */
  public String conclusion(boolean good, String words) {
    return paint(words, good ? GREEN + BOLD : RED + BOLD);
  }

  private String paint(String text, String colour) {
    return colours ? colour + text + PLAIN : text;
  }
}
