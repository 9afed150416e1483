package io.rialto.chaos.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** What killed leaders cost, for people and for programs. */
public final class FailoverText {

  private static final int SIGNIFICANT_DIGITS = 3;

  private FailoverText() {}

  public static ObjectNode json(FailoverOutcome outcome) {
    FailoverPlan plan = outcome.plan();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("bench", "failover");
    json.put("kills", outcome.failovers().size());
    putPercentiles(json, histogram(outcome.millis()));
    json.put("falseElections", outcome.falseElections());
    json.put("repeatedElections", outcome.repeatedElections());
    json.put("lagEntriesMax", outcome.lagEntriesMax());
    json.put("snapshotsMin", outcome.snapshotsMin());
    for (FailoverPhase phase : FailoverPhase.values()) {
      Histogram millis = histogram(outcome.millis(phase));
      ObjectNode node = json.putObject(phase.key());
      node.put("count", millis.getTotalCount());
      putPercentiles(node, millis);
    }
    ArrayNode each = json.putArray("millis");
    outcome.millis().forEach(each::add);
    json.put("seed", plan.seed());
    json.put("electionTimeoutMillisMin", plan.electionTimeoutMillisMin());
    json.put("accounts", plan.base().accounts());
    json.put("heapMegabytes", plan.base().heapMegabytes());
    json.put("commandsPerSecond", outcome.load().commandsPerSecond());
    json.put("acknowledged", outcome.load().acknowledged());
    json.put("unknown", outcome.load().unknown());
    json.put("lost", outcome.load().lost());
    json.put("duplicated", outcome.load().doubled());
    json.put("replicasAgree", outcome.replicasAgree());
    json.put("loadMillis", outcome.loadMillis());
    json.put("elapsedMillis", outcome.elapsedMillis());
    return json;
  }

  private static Histogram histogram(LongStream millis) {
    Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    millis.forEach(histogram::recordValue);
    return histogram;
  }

  private static void putPercentiles(ObjectNode json, Histogram millis) {
    json.put("p50Millis", millis.getValueAtPercentile(50));
    json.put("p99Millis", millis.getValueAtPercentile(99));
    json.put("maxMillis", millis.getMaxValue());
  }

  /** Several lines, each ended. */
  public static String text(FailoverOutcome outcome) {
    StringBuilder text = new StringBuilder();
    if (!outcome.failovers().isEmpty()) {
      line(
          text,
          "kill to next answer",
          percentiles(histogram(outcome.millis())) + "; kills: " + outcome.failovers().size());
    }
    for (FailoverPhase phase : FailoverPhase.values()) {
      Histogram millis = histogram(outcome.millis(phase));
      if (millis.getTotalCount() > 0) {
        line(text, "  " + phase.key(), percentiles(millis) + ": the successor " + phase.phrase());
      }
    }
    line(
        text,
        "elections",
        String.format(
            Locale.ROOT,
            "%d false ones in %,d s; %d after a kill that brought no leader",
            outcome.falseElections(),
            outcome.loadMillis() / 1000,
            outcome.repeatedElections()));
    SustainedFigures load = outcome.load();
    line(
        text,
        "under load",
        String.format(
            Locale.ROOT,
            "%,d commands acknowledged at %,d a second; lost: %d, doubled: %d",
            load.acknowledged(),
            load.commandsPerSecond(),
            load.lost(),
            load.doubled()));
    line(
        text,
        "followers",
        String.format(
            Locale.ROOT,
            "at most %,d entries behind; each has taken %,d snapshots or more",
            outcome.lagEntriesMax(),
            outcome.snapshotsMin()));
    line(text, "replicas", outcome.replicasAgree() ? "hold the same" : "DIFFER");
    return text.toString();
  }

  private static String percentiles(Histogram millis) {
    return String.format(
        Locale.ROOT,
        "half within %,d ms, 99 of 100 within %,d, the slowest %,d",
        millis.getValueAtPercentile(50),
        millis.getValueAtPercentile(99),
        millis.getMaxValue());
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-20s %s%n", name, value));
  }
}
