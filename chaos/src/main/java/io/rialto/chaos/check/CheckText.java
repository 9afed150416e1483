package io.rialto.chaos.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.audit.Discrepancy;
import java.util.Locale;

/** A check's outcome for people and for programs (docs/reference/json.md). */
public final class CheckText {

  private CheckText() {}

  /** Several lines, each ended. */
  public static String text(CheckOutcome outcome) {
    CheckOutcome.Figures figures = outcome.figures();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%,d operations by %,d clients' lives: %,d commands, %,d acknowledged, %,d unknown",
        figures.operations(),
        figures.processes(),
        figures.commands(),
        figures.acknowledged(),
        figures.unknown());
    line(
        text,
        "of the unknown ones, %,d were resolved, %,d are settled by the audit log, %,d are open",
        figures.resolved(),
        figures.settledByLog(),
        figures.unsettled());
    line(
        text,
        "%,d events, %,d commands, %,d quotes, %,d users in %,d audit logs; %,d accounts compared",
        figures.auditEvents(),
        figures.commandsInLog(),
        figures.quotes(),
        figures.users(),
        figures.auditLogs(),
        figures.reads());
    line(
        text,
        "%,d faults, %,d processes that ended by themselves; checked in %,.1f s",
        figures.faults(),
        figures.exits(),
        figures.elapsedMillis() / 1000.0);
    for (Discrepancy violation : outcome.violations()) {
      text.append("  ").append(violation.kind()).append(": ").append(violation.text());
      text.append(System.lineSeparator());
    }
    long more = outcome.violationCount() - outcome.violations().size();
    if (more > 0) {
      line(text, "  and %,d more", more);
    }
    for (String doubt : outcome.doubts()) {
      text.append("  OPEN: ").append(doubt).append(System.lineSeparator());
    }
    text.append(verdict(outcome)).append(System.lineSeparator());
    return text.toString();
  }

  private static String verdict(CheckOutcome outcome) {
    return switch (outcome.judgement()) {
      case PASS -> "PASS: one service that keeps the rules can have done all this";
      case FAIL ->
          String.format(
              Locale.ROOT,
              "FAIL: %,d violations, %,d commands lost, %,d doubled",
              outcome.violationCount(),
              outcome.lost(),
              outcome.duplicated());
      case UNKNOWN -> "UNKNOWN: no violation was found, but not all could be looked at";
    };
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }

  /** One object. */
  public static ObjectNode json(CheckOutcome outcome) {
    CheckOutcome.Figures figures = outcome.figures();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("verdict", outcome.judgement().name().toLowerCase(Locale.ROOT));
    json.put("operations", figures.operations());
    json.put("commands", figures.commands());
    json.put("acknowledged", figures.acknowledged());
    json.put("unknown", figures.unknown());
    json.put("resolved", figures.resolved());
    json.put("settledByLog", figures.settledByLog());
    json.put("unsettled", figures.unsettled());
    json.put("accountsCompared", figures.reads());
    json.put("processes", figures.processes());
    json.put("faults", figures.faults());
    json.put("exits", figures.exits());
    json.put("commandsInLog", figures.commandsInLog());
    json.put("auditEvents", figures.auditEvents());
    json.put("auditLogs", figures.auditLogs());
    json.put("quotes", figures.quotes());
    json.put("users", figures.users());
    json.put("lost", outcome.lost());
    json.put("duplicated", outcome.duplicated());
    json.put("violations", outcome.violationCount());
    ArrayNode violations = json.putArray("violationsShown");
    for (Discrepancy violation : outcome.violations()) {
      violations
          .addObject()
          .put("kind", violation.kind().name().toLowerCase(Locale.ROOT))
          .put("number", violation.number())
          .put("text", violation.text());
    }
    ArrayNode doubts = json.putArray("doubts");
    outcome.doubts().forEach(doubts::add);
    json.put("seed", figures.seed());
    json.put("elapsedMillis", figures.elapsedMillis());
    return json;
  }
}
