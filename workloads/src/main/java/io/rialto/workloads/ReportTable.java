package io.rialto.workloads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.proto.trading.CommandKind;
import java.util.Locale;

/** A replay's report, for people and for programs. */
public final class ReportTable {

  private static final String HEAD =
      String.format(
          "%-16s %9s %9s %9s %10s %10s %10s %10s %7s%n",
          "command", "count", "done", "rejected", "mean ms", "p50 ms", "p99 ms", "max ms", "share");

  private ReportTable() {}

  /** A table of commands with the overall figures below; several lines, each ended. */
  public static String text(ReplayReport report) {
    StringBuilder text = new StringBuilder(HEAD);
    report.kinds().forEach(kind -> text.append(row(kind)));
    text.append(row(report.total())).append(System.lineSeparator());
    text.append(
        String.format(
            Locale.ROOT,
            "%,d of %,d answered (%,d done, %,d rejected) in %.2f s: %,.0f commands/s%n",
            report.answered(),
            report.wellFormed(),
            report.done(),
            report.rejected(),
            report.elapsedMillis() / 1e3,
            report.commandsPerSecond()));
    text.append(
        String.format(
            Locale.ROOT,
            "malformed %,d, sent again %,d (overtaken %,d), resolved %,d, still unknown %,d, given up %,d; log index"
                + " %d to %d%n",
            report.malformed(),
            report.retried(),
            report.overtaken(),
            report.resolved(),
            report.unknown(),
            report.givenUp(),
            report.firstLogIndex(),
            report.lastLogIndex()));
    report.dump().ifPresent(dump -> text.append(dumpText(dump)));
    report
        .dumpFailure()
        .ifPresent(
            failure ->
                text.append(String.format("the audit log could not be read: %s%n", failure)));
    return text.toString();
  }

  /** One object; its form is an interface (docs: replay). Times in ms, shares 0 to 1. */
  public static ObjectNode json(ReplayReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("commands", report.commands());
    json.put("wellFormed", report.wellFormed());
    json.put("malformed", report.malformed());
    json.put("answered", report.answered());
    json.put("done", report.done());
    json.put("rejected", report.rejected());
    json.put("retried", report.retried());
    json.put("overtaken", report.overtaken());
    json.put("resolved", report.resolved());
    json.put("unknown", report.unknown());
    json.put("givenUp", report.givenUp());
    json.put("commandsPerSecond", rounded(report.commandsPerSecond()));
    json.put("elapsedMillis", rounded(report.elapsedMillis()));
    json.put("firstLogIndex", report.firstLogIndex());
    json.put("lastLogIndex", report.lastLogIndex());
    json.set("latency", kindJson(report.total()));
    ObjectNode perCommand = json.putObject("perCommand");
    report.kinds().forEach(kind -> perCommand.set(kind.kind().name(), kindJson(kind)));
    if (report.dump().isPresent()) {
      json.set("dump", dumpJson(report.dump().get()));
    } else {
      json.putNull("dump");
    }
    json.put("dumpFailure", report.dumpFailure().orElse(null));
    return json;
  }

  private static String row(KindReport kind) {
    boolean total = kind.kind() == CommandKind.COMMAND_KIND_UNSPECIFIED;
    return String.format(
        Locale.ROOT,
        "%-16s %9d %9d %9d %10.2f %10.2f %10.2f %10.2f %6.1f%%%n",
        total ? "all" : kind.kind().name(),
        kind.count(),
        kind.done(),
        kind.rejected(),
        kind.meanMillis(),
        kind.p50Millis(),
        kind.p99Millis(),
        kind.maxMillis(),
        100 * kind.shareOfTime());
  }

  private static String dumpText(DumpReport dump) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "audit log up to log index %d: %,d events, %,d bytes",
            dump.upToLogIndex(),
            dump.total(),
            dump.bytes()));
    dump.file().ifPresent(file -> text.append(", in ").append(file));
    text.append(System.lineSeparator());
    dump.events()
        .forEach(
            (name, count) ->
                text.append(String.format(Locale.ROOT, "  %-20s %,12d%n", name, count)));
    return text.toString();
  }

  private static ObjectNode kindJson(KindReport kind) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("count", kind.count());
    json.put("done", kind.done());
    json.put("rejected", kind.rejected());
    json.put("meanMillis", rounded(kind.meanMillis()));
    json.put("p50Millis", rounded(kind.p50Millis()));
    json.put("p99Millis", rounded(kind.p99Millis()));
    json.put("maxMillis", rounded(kind.maxMillis()));
    json.put("shareOfTime", rounded(kind.shareOfTime()));
    return json;
  }

  private static ObjectNode dumpJson(DumpReport dump) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("upToLogIndex", dump.upToLogIndex());
    json.put("events", dump.total());
    ObjectNode perElement = json.putObject("perElement");
    dump.events().forEach(perElement::put);
    json.put("bytes", dump.bytes());
    json.put("file", dump.file().map(Object::toString).orElse(null));
    return json;
  }

  /** To a thousandth: what is behind it is noise. */
  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
