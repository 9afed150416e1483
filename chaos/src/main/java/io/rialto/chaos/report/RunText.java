package io.rialto.chaos.report;

import io.rialto.chaos.check.Judgement;
import io.rialto.chaos.report.RunReport.Break;
import io.rialto.chaos.report.RunReport.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run came to, on a terminal. */
public final class RunText {

  private static final int VIOLATIONS_SHOWN = 10;
  private static final int KIND_WIDTH_MIN = 22;

  private final Lettering lettering;

  /**
   * @param colours whether the reader is a terminal
   * @param symbols whether its character set has check marks
   */
  public RunText(boolean colours, boolean symbols) {
    this.lettering = new Lettering(colours, symbols);
  }

  /** The faults, what must hold, and the verdict; several lines, each ended. */
  public String text(RunReport report, Path page) {
    StringBuilder text = new StringBuilder(System.lineSeparator());
    text.append(faults(report)).append(System.lineSeparator());
    report
        .claims()
        .forEach(
            claim -> text.append(lettering.line(claim.holds(), claim.claim(), claim.detail())));
    report.violations().stream()
        .limit(VIOLATIONS_SHOWN)
        .forEach(violation -> text.append(lines(violation)));
    if (report.violations().size() > VIOLATIONS_SHOWN) {
      line(text, "    and %,d more: see the report", report.violations().size() - VIOLATIONS_SHOWN);
    }
    text.append(System.lineSeparator());
    text.append(
        lettering.conclusion(report.judgement() == Judgement.PASS, words(report.judgement())));
    line(
        text,
        " (%,d operations, %,d faults of %d %s, %.0f s, seed %d)",
        report.totals().operations(),
        report.faults().size(),
        report.kinds(),
        report.kinds() == 1 ? "kind" : "kinds",
        report.elapsedMillis() / 1000.0,
        report.settings().seed());
    line(text, "The report: %s", page);
    return text.toString();
  }

  private static String words(Judgement judgement) {
    return switch (judgement) {
      case PASS -> "PASS: nothing was lost, nothing was doubled.";
      case FAIL -> "FAIL: a promise is broken.";
      case UNKNOWN -> "UNKNOWN: nothing bad was seen, and that is not enough.";
    };
  }

  /** A table of kinds: how often, and for how long nobody was answered. */
  private static String faults(RunReport report) {
    Map<String, List<Break>> kinds =
        report.faults().stream()
            .collect(Collectors.groupingBy(Break::kind, TreeMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    int width =
        Stream.concat(kinds.keySet().stream(), report.lacking().keySet().stream())
            .mapToInt(String::length)
            .reduce(KIND_WIDTH_MIN, Math::max);
    String kindColumn = "%-" + width + "s";
    line(text, kindColumn + " %6s %22s", "fault", "times", "longest unavailable");
    kinds.forEach(
        (kind, faults) -> {
          long longest = faults.stream().mapToLong(Break::unavailableMillis).max().orElse(0);
          line(text, kindColumn + " %6d %19d ms", kind, faults.size(), longest);
        });
    report.lacking().forEach((kind, why) -> line(text, kindColumn + " %6s  %s", kind, "-", why));
    return text.toString();
  }

  private static String lines(Violation violation) {
    StringBuilder text = new StringBuilder();
    line(text, "    %s: %s", violation.kind(), violation.text());
    violation.operations().forEach(operation -> line(text, "      %s", operation));
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
