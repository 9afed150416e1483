package io.rialto.chaos.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Outcomes, for people and for programs. */
public final class BenchText {

  private static final double MEGABYTE = 1 << 20;

  private BenchText() {}

  public static ObjectNode json(RestartOutcome outcome) {
    ObjectNode json = begin("restart", outcome.plan());
    json.put("timeToServeMillis", outcome.node().millis());
    json.put("listenMillis", outcome.node().listenMillis());
    json.put("openMillis", outcome.node().openMillis());
    json.put("processorMillis", outcome.node().processorMillis());
    json.put("entriesReplayed", outcome.node().entriesReplayed());
    json.put("clusterTimeToServeMillis", outcome.cluster().millis());
    json.put("clusterListenMillis", outcome.cluster().listenMillis());
    json.put("clusterOpenMillis", outcome.cluster().openMillis());
    json.put("clusterProcessorMillis", outcome.cluster().processorMillis());
    json.put("clusterEntriesReplayed", outcome.cluster().entriesReplayed());
    json.put("snapshotBytes", outcome.snapshotBytes());
    end(json, outcome.loaded(), outcome.load(), outcome.disk());
    json.put("replicasAgree", outcome.replicasAgree());
    json.put("elapsedMillis", outcome.elapsedMillis());
    return json;
  }

  public static ObjectNode json(SnapshotOutcome outcome) {
    ObjectNode json = begin("snapshot", outcome.plan());
    json.put("applyPauseMillis", outcome.applyPauseMillisMax());
    json.put("applyPauseMillisLast", outcome.applyPauseMillisLast());
    json.put("snapshots", outcome.snapshots());
    json.put("snapshotBytes", outcome.snapshotBytes());
    json.put("installMillis", outcome.installMillis());
    json.put("installLoadMillis", outcome.loadMillisOfInstall());
    json.put("snapshotsInstalled", outcome.installed());
    end(json, outcome.loaded(), outcome.load(), outcome.disk());
    json.put("replicasAgree", outcome.replicasAgree());
    json.put("elapsedMillis", outcome.elapsedMillis());
    return json;
  }

  private static ObjectNode begin(String bench, BenchPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("bench", bench);
    json.put("accounts", plan.accounts());
    json.put("heapMegabytes", plan.heapMegabytes());
    return json;
  }

  private static void end(
      ObjectNode json, LoadFigures loaded, SustainedFigures load, DiskUse disk) {
    json.put("dataBytes", disk.bytes());
    json.put("logBytes", disk.logBytes());
    json.put("holdings", loaded.holdings());
    json.put("triggers", loaded.triggers());
    json.put("loadMillis", loaded.millis());
    json.put("loadCommandsPerSecond", loaded.commandsPerSecond());
    json.put("commandsPerSecond", load.commandsPerSecond());
    json.put("acknowledged", load.acknowledged());
    json.put("unknown", load.unknown());
    json.put("lost", load.lost());
    json.put("duplicated", load.doubled());
  }

  /** Several lines, each ended. */
  public static String text(RestartOutcome outcome) {
    return line(
            "accounts",
            "%,d, loaded at %,d commands a second",
            outcome.plan().accounts(),
            outcome.loaded().commandsPerSecond())
        + line("one node, SIGKILL", restart(outcome.node()))
        + line("all nodes, SIGKILL", restart(outcome.cluster()))
        + sizes(outcome.snapshotBytes(), outcome.disk())
        + verdict(outcome.load(), outcome.replicasAgree());
  }

  private static String restart(RestartOutcome.Restart restart) {
    return String.format(
        Locale.ROOT,
        "serves %,d ms after its start (listens after %,d, opened its state in %,d; %,d entries replayed)",
        restart.millis(),
        restart.listenMillis(),
        restart.openMillis(),
        restart.entriesReplayed());
  }

  /** Several lines, each ended. */
  public static String text(SnapshotOutcome outcome) {
    return line(
            "accounts",
            "%,d, loaded at %,d commands a second",
            outcome.plan().accounts(),
            outcome.loaded().commandsPerSecond())
        + line(
            "snapshots",
            "%d taken; apply paused %,d ms at most",
            outcome.snapshots(),
            outcome.applyPauseMillisMax())
        + line(
            "a blank node",
            "whole after %,d ms; snapshots installed: %d, each in use after %,d ms",
            outcome.installMillis(),
            outcome.installed(),
            outcome.loadMillisOfInstall())
        + sizes(outcome.snapshotBytes(), outcome.disk())
        + verdict(outcome.load(), outcome.replicasAgree());
  }

  private static String sizes(long snapshotBytes, DiskUse disk) {
    return line(
        "disk, each node",
        "%,.1f MB: log %,.1f MB, newest snapshot %,.1f MB (mostly shared with the live state)",
        disk.bytes() / MEGABYTE,
        disk.logBytes() / MEGABYTE,
        snapshotBytes / MEGABYTE);
  }

  private static String verdict(SustainedFigures load, boolean replicasAgree) {
    return line(
            "under load",
            "%,d commands acknowledged at %,d a second; lost: %d, doubled: %d",
            load.acknowledged(),
            load.commandsPerSecond(),
            load.lost(),
            load.doubled())
        + line("replicas", replicasAgree ? "hold the same" : "DIFFER");
  }

  private static String line(String name, String format, Object... arguments) {
    return String.format(
        Locale.ROOT, "  %-20s %s%n", name, String.format(Locale.ROOT, format, arguments));
  }
}
