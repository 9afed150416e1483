package io.rialto.chaos.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.cluster.ClusterReport;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.quotes.BreakerState;
import io.rialto.proto.quotes.QuoteProxyStatus;
import java.util.Locale;

/** A cluster's report, for people and for programs. */
final class ClusterReportText {

  private static final int HASH_DIGITS_SHOWN = 16;
  private static final double CENTS_OF_A_DOLLAR = 100;

  private ClusterReportText() {}

  static String table(ClusterReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        row("node", "role", "ready", "term", "applied", "lag", "hash", "process", "endpoint"));
    for (ClusterReport.Node node : report.nodes()) {
      String at = report.hashes().hex(node.id());
      text.append(
          row(
              node.id(),
              node.role(),
              node.ready() ? "yes" : "no",
              node.status().map(status -> Long.toString(status.getTerm())).orElse("-"),
              node.status().map(s -> Long.toString(s.getAppliedLogIndex())).orElse("-"),
              node.status().isPresent() ? Long.toString(node.lag()) : "-",
              at.isEmpty() ? "-" : at.substring(0, HASH_DIGITS_SHOWN),
              node.alive() ? Long.toString(node.processId()) : "-",
              node.endpoint()));
    }
    service(text, "quote proxy", report.quoteProxy());
    report.quoteFigures().ifPresent(figures -> text.append(line(figures)));
    service(text, "quote simulator", report.quoteSimulator());
    text.append(verdict(report)).append(System.lineSeparator());
    return text.toString();
  }

  private static String row(String... cells) {
    return String.format(
        Locale.ROOT, "%-5s %-10s %-6s %6s %9s %6s  %-17s %9s  %s%n", (Object[]) cells);
  }

  private static void service(StringBuilder text, String name, ClusterReport.Service service) {
    if (service != null) {
      String state = service.paused() ? "paused" : service.alive() ? "running" : "down";
      text.append(
          String.format(
              Locale.ROOT,
              "%-15s %-8s process %d at %s%n",
              name,
              state,
              service.processId(),
              service.endpoint()));
    }
  }

  private static String line(QuoteProxyStatus figures) {
    return String.format(
        Locale.ROOT,
        "%-15s %s, %,d hits (%.2f dollars), %,d wrong or missing, source %s%n",
        "",
        figures.getPolicy().name().toLowerCase(Locale.ROOT),
        figures.getHits(),
        figures.getCostCents() / CENTS_OF_A_DOLLAR,
        figures.getRefused() + figures.getFailed(),
        figures.getBreaker() == BreakerState.CLOSED ? "asked" : "left alone");
  }

  private static String verdict(ClusterReport report) {
    long at = report.hashes().logIndex();
    String hashes =
        report.hashes().agrees()
            ? "the "
                + report.hashes().hashes().size()
                + " that answer hold the same at log index "
                + at
            : "what the nodes hold could not be shown to be the same at log index " + at;
    return report.leader().map(leader -> leader + " leads; ").orElse("no leader; ") + hashes + ".";
  }

  static ObjectNode json(ClusterReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("clusterId", report.clusterId());
    json.put("leader", report.leader().orElse(null));
    json.put("term", report.term());
    json.put("healthy", report.isHealthy());
    json.put("hashesAgree", report.hashes().agrees());
    json.put("hashLogIndex", report.hashes().logIndex());
    var nodes = json.putArray("nodes");
    for (ClusterReport.Node node : report.nodes()) {
      nodes.add(json(node, report.hashes().hex(node.id())));
    }
    ObjectNode quoteProxy = json(report.quoteProxy());
    report.quoteFigures().ifPresent(figures -> addFigures(quoteProxy, figures));
    json.set("quoteProxy", quoteProxy);
    json.set("quoteSimulator", json(report.quoteSimulator()));
    return json;
  }

  private static ObjectNode json(ClusterReport.Node node, String hashAt) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", node.id());
    json.put("role", node.role());
    json.put("ready", node.ready());
    json.put("alive", node.alive());
    json.put("paused", node.paused());
    json.put("hash", hashAt);
    json.put("lag", node.lag());
    json.put("processId", node.processId());
    json.put("endpoint", node.endpoint());
    json.put("log", node.log());
    node.status().ifPresent(status -> addStatus(json, status, node.hash()));
    return json;
  }

  private static void addStatus(ObjectNode json, NodeStatus status, String appliedHash) {
    json.put("term", status.getTerm());
    json.put("leaderId", status.getLeaderId());
    json.put("lifeCycle", status.getLifeCycle());
    json.put("appliedLogIndex", status.getAppliedLogIndex());
    json.put("appliedHash", appliedHash);
    json.put("logTime", status.getLogTimeMillis());
    json.put("commitLogIndex", status.getCommitLogIndex());
    json.put("snapshotLogIndex", status.getSnapshotLogIndex());
    json.put("uptimeMillis", status.getUptimeMillis());
    json.put("version", status.getVersion());
    json.put("snapshotsTaken", status.getSnapshots().getTaken());
    json.put("snapshotBytes", status.getSnapshots().getBytes());
    json.put("snapshotPauseMillisLast", status.getSnapshots().getApplyPauseMillisLast());
    json.put("snapshotPauseMillisMax", status.getSnapshots().getApplyPauseMillisMax());
    json.put("snapshotsInstalled", status.getSnapshots().getInstalled());
    json.put("installMillisLast", status.getSnapshots().getInstallMillisLast());
    json.put("openedLogIndex", status.getSnapshots().getOpenedLogIndex());
    json.put("openMillis", status.getSnapshots().getOpenMillis());
  }

  private static void addFigures(ObjectNode json, QuoteProxyStatus figures) {
    json.put("policy", figures.getPolicy().name().toLowerCase(Locale.ROOT));
    json.put("hits", figures.getHits());
    json.put("dollars", figures.getCostCents() / CENTS_OF_A_DOLLAR);
    json.put("cacheHits", figures.getCacheHits());
    json.put("joined", figures.getJoined());
    json.put("refused", figures.getRefused());
    json.put("failed", figures.getFailed());
    json.put("hedges", figures.getHedges());
    json.put("refreshes", figures.getRefreshes());
    json.put("breaker", figures.getBreaker().name());
  }

  private static ObjectNode json(ClusterReport.Service service) {
    if (service == null) {
      return null;
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("endpoint", service.endpoint());
    json.put("alive", service.alive());
    json.put("paused", service.paused());
    json.put("processId", service.processId());
    json.put("log", service.log());
    return json;
  }
}
