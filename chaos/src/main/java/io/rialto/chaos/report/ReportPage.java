package io.rialto.chaos.report;

import static io.rialto.chaos.report.Svg.escaped;

import io.rialto.chaos.report.RunReport.Break;
import io.rialto.chaos.report.RunReport.Settings;
import io.rialto.chaos.report.RunReport.Totals;
import io.rialto.chaos.report.RunReport.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A run as one HTML page that needs nothing else. */
public final class ReportPage {

  private static final String STYLE = "report.css";
  private static final String SCRIPT = "report.js";

  private final RunReport report;
  private final StringBuilder page = new StringBuilder();

  private ReportPage(RunReport report) {
    this.report = report;
  }

  public static String html(RunReport report) throws IOException {
    return new ReportPage(report).html();
  }

  private String html() throws IOException {
    page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>").append(escaped(title())).append("</title>\n<style>\n");
    page.append(resource(STYLE)).append("</style>\n</head>\n<body>\n<main>\n");
    head();
    tiles();
    if (!report.violations().isEmpty()) {
      violations();
    }
    claims();
    charts();
    outages();
    faults();
    settings();
    page.append("</main>\n<script>\n").append(resource(SCRIPT)).append("</script>\n");
    return page.append("</body>\n</html>\n").toString();
  }

  private String title() {
    Settings settings = report.settings();
    return "Rialto chaos: "
        + settings.scenario()
        + ", seed "
        + settings.seed()
        + ": "
        + report.judgement().name().toLowerCase(Locale.ROOT);
  }

  private void head() {
    Settings settings = report.settings();
    String outcome = report.judgement().name();
    page.append("<header class=\"").append(outcome.toLowerCase(Locale.ROOT)).append("\">\n");
    page.append("<p class=\"over\">Rialto chaos · ").append(escaped(settings.scenario()));
    page.append(" · seed ").append(settings.seed()).append("</p>\n<h1><span class=\"verdict\">");
    page.append(outcome).append("</span> ").append(escaped(headline())).append("</h1>\n<p>");
    page.append(escaped(settings.title())).append("</p>\n</header>\n");
  }

  private String headline() {
    return switch (report.judgement()) {
      case PASS -> "Nothing was lost, nothing was doubled.";
      case FAIL -> "A promise is broken.";
      case UNKNOWN -> "Nothing bad was seen, and that is not enough.";
    };
  }

  private void tiles() {
    Totals totals = report.totals();
    Outages outages = report.outages();
    page.append("<section class=\"tiles\">\n");
    tile(count(totals.operations()), "operations judged");
    tile(count(report.faults().size()), "faults of " + report.kinds() + " kinds");
    tile(count(totals.leaderChanges()), "changes of leader");
    tile(count(totals.lost()), "acknowledged and lost");
    tile(count(totals.duplicated()), "applied twice");
    tile(LoadChart.duration(outages.p50Millis()), "without an answer: median of the faults");
    tile(LoadChart.duration(outages.maxMillis()), "without an answer: the longest");
    page.append("</section>\n");
  }

  private void tile(String figure, String words) {
    page.append("<div><b>").append(escaped(figure)).append("</b><span>");
    page.append(escaped(words)).append("</span></div>\n");
  }

  private void violations() {
    section("What must not be");
    for (Violation violation : report.violations()) {
      page.append("<article class=\"violation\"><h3>").append(escaped(violation.kind()));
      page.append("</h3><p>").append(escaped(violation.text())).append("</p>");
      if (!violation.operations().isEmpty()) {
        page.append("<pre>").append(escaped(String.join("\n", violation.operations())));
        page.append("</pre>");
      }
      page.append("</article>\n");
    }
    page.append("</section>\n");
  }

  private void claims() {
    section("What must hold");
    page.append("<ul class=\"claims\">\n");
    for (Claim claim : report.claims()) {
      page.append("<li class=\"").append(claim.holds() ? "holds" : "broken").append("\"><b>");
      page.append(escaped(claim.claim())).append("</b><span>").append(escaped(claim.detail()));
      page.append("</span></li>\n");
    }
    page.append("</ul>\n</section>\n");
  }

  private void charts() {
    TimeAxis axis = new TimeAxis(report.elapsedMillis());
    LoadChart load = new LoadChart(report, axis);
    EventChart events = new EventChart(report, axis);
    section("The run");
    page.append("<div class=\"timeline\">\n");
    chart(
        "Answered commands a second",
        "<i class=\"key done\"></i>done <i class=\"key rejected\"></i>rejected by a rule"
            + " <i class=\"key band\"></i>something is broken",
        load.throughput());
    chart(
        "Latency",
        "<i class=\"key p50\"></i>half <i class=\"key p99\"></i>99 in 100"
            + " <i class=\"key max\"></i>longest",
        load.latency());
    chart("Leader", "each bar a leader's time, with its term", events.leaders());
    chart(
        "Faults",
        "<i class=\"key fault\"></i>broken <i class=\"key recovering\"></i>mended, not yet whole",
        events.faults());
    page.append("</div>\n</section>\n");
  }

  private void chart(String name, String legend, String svg) {
    page.append("<figure><figcaption><b>").append(name).append("</b><span>").append(legend);
    page.append("</span></figcaption>\n").append(svg).append("</figure>\n");
  }

  private void outages() {
    Outages outages = report.outages();
    section("Unavailability");
    page.append(
        "<p>The longest time between two answers around each fault. Half of the faults: at");
    page.append(" most ").append(LoadChart.duration(outages.p50Millis()));
    page.append(", nine in ten: ").append(LoadChart.duration(outages.p90Millis()));
    page.append(", 99 in 100: ").append(LoadChart.duration(outages.p99Millis()));
    page.append(", all: ").append(LoadChart.duration(outages.maxMillis())).append(".</p>\n");
    page.append("<figure>").append(new OutageChart(report).svg()).append("</figure>\n");
    page.append("</section>\n");
  }

  private void faults() {
    section("The faults");
    page.append("<div class=\"wide\"><table>\n<thead><tr><th>at</th><th>fault</th>");
    page.append("<th>what was done</th><th class=\"n\">broken for</th>");
    page.append("<th class=\"n\">whole after</th><th class=\"n\">unavailable</th></tr></thead>\n");
    for (Break fault : report.faults()) {
      page.append("<tr><td class=\"n\">").append(LoadChart.duration(fault.fromMillis()));
      page.append("</td><td><code>").append(escaped(fault.kind())).append("</code></td><td>");
      page.append(escaped(fault.sentence()));
      number(fault.healedMillis() - fault.fromMillis());
      number(fault.recoveredMillis() - fault.fromMillis());
      number(fault.unavailableMillis());
      page.append("</td></tr>\n");
    }
    page.append("</table></div>\n");
    if (!report.lacking().isEmpty()) {
      page.append("<h3>Not broken here</h3>\n<dl>\n");
      report.lacking().forEach(this::entry);
      page.append("</dl>\n");
    }
    page.append("</section>\n");
  }

  private void number(long millis) {
    page.append("</td><td class=\"n\">").append(LoadChart.duration(millis));
  }

  private void settings() {
    Settings settings = report.settings();
    Totals totals = report.totals();
    section("To repeat it");
    page.append("<pre class=\"command\">").append(escaped(settings.repeat())).append("</pre>\n");
    page.append("<dl>\n");
    entry("workload", load(settings));
    entry(
        "answers",
        count(totals.done())
            + " done, "
            + count(totals.rejected())
            + " rejected by a rule, "
            + count(totals.reads())
            + " reads; "
            + count(totals.retried())
            + " times nothing had happened and it was sent again; "
            + count(totals.resolved())
            + " of "
            + count(totals.unknown())
            + " unknown outcomes resolved; "
            + totals.clientsLost()
            + " clients died");
    entry("cluster", settings.nodes() + " nodes, " + settings.cluster());
    entry("planned", settings.seconds() + " s");
    entry("version", settings.version());
    entry("machine", settings.machine());
    entry("started", settings.startedAt());
    page.append("</dl>\n</section>\n");
  }

  private static String load(Settings settings) {
    return settings.users() + " users, " + settings.commandsPerSecond() + " commands a second";
  }

  private void entry(String name, String words) {
    page.append("<dt>").append(escaped(name)).append("</dt><dd>").append(escaped(words));
    page.append("</dd>\n");
  }

  private void section(String name) {
    page.append("<section>\n<h2>").append(name).append("</h2>\n");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
