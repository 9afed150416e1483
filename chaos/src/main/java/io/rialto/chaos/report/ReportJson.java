package io.rialto.chaos.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run for programs; the forms are an interface. Times in ms. */
public final class ReportJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  /** The figures in one object without the courses of time. */
  public static ObjectNode summary(RunReport report, Path page) {
    ObjectNode json = JSON.createObjectNode();
    RunReport.Totals totals = report.totals();
    Outages outages = report.outages();
    json.put("verdict", report.judgement().name().toLowerCase(Locale.ROOT));
    json.put("scenario", report.settings().scenario());
    json.put("seed", report.settings().seed());
    json.put("cluster", report.settings().cluster());
    json.put("nodes", report.settings().nodes());
    json.put("seconds", report.settings().seconds());
    json.put("operations", totals.operations());
    json.put("done", totals.done());
    json.put("rejected", totals.rejected());
    json.put("retried", totals.retried());
    json.put("unknown", totals.unknown());
    json.put("resolved", totals.resolved());
    json.put("reads", totals.reads());
    json.put("clientsLost", totals.clientsLost());
    json.put("leaderChanges", totals.leaderChanges());
    json.put("faults", report.faults().size());
    json.set("faultsByKind", JSON.valueToTree(faultsByKind(report)));
    json.put("lost", totals.lost());
    json.put("duplicated", totals.duplicated());
    json.put("violations", totals.violations());
    json.put("unavailableP50Millis", outages.p50Millis());
    json.put("unavailableP99Millis", outages.p99Millis());
    json.put("unavailableMaxMillis", outages.maxMillis());
    json.put("elapsedMillis", report.elapsedMillis());
    json.put("report", page.toString());
    return json;
  }

  private static TreeMap<String, Long> faultsByKind(RunReport report) {
    return report.faults().stream()
        .collect(Collectors.groupingBy(RunReport.Break::kind, TreeMap::new, Collectors.counting()));
  }

  /** Everything that the page shows. */
  public static ObjectNode whole(RunReport report, Path page) {
    ObjectNode json = summary(report, page);
    json.set("settings", JSON.valueToTree(report.settings()));
    json.set("claims", JSON.valueToTree(report.claims()));
    json.set("violationsFound", JSON.valueToTree(report.violations()));
    json.set("faultsDone", JSON.valueToTree(report.faults()));
    json.set("intervals", JSON.valueToTree(report.intervals()));
    json.set("reigns", JSON.valueToTree(report.reigns()));
    json.set("outagesMillis", JSON.valueToTree(report.outages().sorted()));
    json.set("lacking", JSON.valueToTree(report.lacking()));
    return json;
  }
}
