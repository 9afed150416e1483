package io.rialto.chaos.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.chaos.audit.Discrepancy;
import io.rialto.chaos.report.Lettering;
import io.rialto.workloads.ReportTable;
import java.util.Locale;

/** A demo's outcome, for people and for programs. */
public final class DemoText {

  private final Lettering lettering;

  /**
   * @param colours whether the reader is a terminal
   * @param symbols whether its character set has check marks
   */
  public DemoText(boolean colours, boolean symbols) {
    this.lettering = new Lettering(colours, symbols);
  }

  /** The table of commands, then the verdict; several lines, each ended. */
  public String text(DemoOutcome outcome) {
    StringBuilder text = new StringBuilder();
    text.append(System.lineSeparator()).append(ReportTable.text(outcome.replay()));
    text.append(System.lineSeparator());
    Verdict verdict = outcome.verdict();
    verdict
        .points()
        .forEach(
            point -> text.append(lettering.line(point.holds(), point.claim(), point.detail())));
    for (Discrepancy discrepancy : verdict.discrepancies()) {
      text.append("    ").append(discrepancy.kind()).append(": ").append(discrepancy.text());
      text.append(System.lineSeparator());
    }
    String last =
        verdict.holds()
            ? "Nothing was lost, nothing was doubled."
            : "A promise is broken: see above.";
    text.append(System.lineSeparator());
    text.append(lettering.conclusion(verdict.holds(), last));
    text.append(String.format(Locale.ROOT, " (%.1f s in all)%n", outcome.elapsedMillis() / 1000.0));
    outcome
        .folder()
        .ifPresent(
            folder -> text.append(String.format("The cluster's files are kept in %s%n", folder)));
    return text.toString();
  }

  /** One object; its form is an interface. Times in ms. */
  public static ObjectNode json(DemoOutcome outcome) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Verdict verdict = outcome.verdict();
    json.put("verdict", verdict.holds() ? "ok" : "broken");
    json.put("commands", outcome.replay().wellFormed());
    json.put("malformed", outcome.replay().malformed());
    json.put("acknowledged", outcome.replay().answered());
    json.put("done", outcome.replay().done());
    json.put("rejected", outcome.replay().rejected());
    json.put("unknown", outcome.replay().unknown());
    json.put("givenUp", outcome.replay().givenUp());
    json.put("lost", outcome.findings().numbersConcerned(Discrepancy.Kind.LOST));
    json.put("duplicated", outcome.findings().numbersConcerned(Discrepancy.Kind.DUPLICATED));
    json.put("kills", outcome.killsDuringTheRun());
    json.put("unavailableMillis", outcome.unavailableMillis());
    json.put("replicasAgree", Verdict.replicasAgree(outcome.replicas(), outcome.plan().nodes()));
    json.put("moneyConserved", Verdict.moneyIsConserved(outcome));
    json.put("commandsPerSecond", Math.round(outcome.replay().commandsPerSecond() * 10) / 10.0);
    json.put("seed", outcome.plan().seed());
    json.put("workload", outcome.plan().workload().toString());
    json.put("logIndex", outcome.logIndex());
    json.put("quotes", outcome.examination().quotes());
    json.put("auditEvents", outcome.examination().events());
    json.put("users", outcome.examination().users());
    json.put("elapsedMillis", outcome.elapsedMillis());
    var kills = json.putArray("leaderKills");
    for (int i = 0; i < outcome.kills().size(); i++) {
      kills.add(json(outcome.kills().get(i), outcome.outageMillis().get(i)));
    }
    var points = json.putArray("points");
    for (Verdict.Point point : verdict.points()) {
      points
          .addObject()
          .put("holds", point.holds())
          .put("claim", point.claim())
          .put("detail", point.detail());
    }
    var discrepancies = json.putArray("discrepancies");
    for (Discrepancy discrepancy : verdict.discrepancies()) {
      discrepancies
          .addObject()
          .put("kind", discrepancy.kind().name())
          .put("number", discrepancy.number())
          .put("text", discrepancy.text());
    }
    json.set("perCommand", ReportTable.json(outcome.replay()).get("perCommand"));
    outcome.folder().ifPresent(folder -> json.put("folder", folder.toString()));
    return json;
  }

  private static ObjectNode json(LeaderKill kill, long outageMillis) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("node", kill.node())
        .put("successor", kill.successor())
        .put("electionMillis", kill.electionMillis())
        .put("backMillis", kill.backMillis())
        .put("unavailableMillis", outageMillis);
  }
}
