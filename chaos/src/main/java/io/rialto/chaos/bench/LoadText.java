package io.rialto.chaos.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a load came to, for people and for programs. */
public final class LoadText {

  private static final double MICROS_PER_MILLI = 1_000;

  /** Threads that use less than this for a command are left out for people. */
  private static final double MICROS_SHOWN_MIN = 0.05;

  private LoadText() {}

  public static ObjectNode json(String bench, LoadOutcome outcome) {
    LoadPlan plan = outcome.plan();
    LoadCounts counts = outcome.counts();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("bench", bench);
    json.put("commandsPerSecond", rounded(outcome.commandsPerSecond()));
    putLatencies(json, outcome.micros());
    json.put("cpuMicrosPerCommand", rounded(perCommand(outcome, total(outcome))));
    json.put("entriesPerSecond", rounded(outcome.entries() * 1e9 / outcome.windowNanos()));
    json.put("commandsPerEntry", rounded(outcome.commandsPerEntry()));
    json.put("nodes", plan.nodes());
    json.put("clients", plan.clients());
    json.put("users", plan.users());
    json.put("symbols", plan.symbols());
    json.put("inFlight", plan.inFlight());
    json.put("rate", plan.commandsPerSecond());
    json.put("heapMegabytes", plan.heapMegabytes());
    json.put("trained", outcome.trained());
    json.put("warmUpSeconds", plan.warmUp().toSeconds());
    json.put("seconds", plan.window().toSeconds());
    json.put("done", counts.done());
    json.put("rejected", counts.rejected());
    json.put("sentBack", counts.retry());
    json.put("unknown", counts.unknown());
    ObjectNode cpu = json.putObject("cpuMicrosPerCommandByPart");
    outcome
        .processors()
        .forEach((part, threads) -> cpu.put(part, rounded(perCommand(outcome, sum(threads)))));
    ObjectNode byThread = json.putObject("cpuMicrosPerCommandByThread");
    outcome.processors().forEach((part, threads) -> putThreads(byThread, part, threads, outcome));
    outcome.perSecond().forEach(json.putArray("perSecond")::add);
    outcome.coldStart().ifPresent(cold -> putColdStart(json.putObject("coldStart"), outcome, cold));
    json.put("replicasAgree", outcome.replicasAgree());
    json.put("elapsedMillis", outcome.elapsedMillis());
    return json;
  }

  private static void putColdStart(ObjectNode json, LoadOutcome outcome, ColdStart cold) {
    json.put("after", cold.after().toString());
    json.put("outageMillis", cold.outageMillis());
    json.put("commandsPerSecond", rounded(cold.commandsPerSecond()));
    json.put("sharePercent", rounded(sharePercent(outcome, cold)));
    cold.perSecond().forEach(json.putArray("perSecond")::add);
  }

  private static double sharePercent(LoadOutcome outcome, ColdStart cold) {
    return 100 * cold.commandsPerSecond() / Math.max(1, outcome.commandsPerSecond());
  }

  /** Adds what the engine alone can do. */
  public static void putCeiling(ObjectNode json, LoadOutcome outcome, NoopCeiling ceiling) {
    ObjectNode noop = json.putObject("noopRatis");
    noop.put("commandsPerSecond", rounded(ceiling.commandsPerSecond()));
    noop.put("entriesPerSecond", rounded(ceiling.entriesPerSecond()));
    noop.put("commandsPerEntry", ceiling.commandsPerEntry());
    noop.put("entryBytes", ceiling.entryBytes());
    noop.put("sharePercent", rounded(sharePercent(outcome, ceiling)));
  }

  /** Adds what etcd does with a load of the same shape. */
  public static void putEtcd(ObjectNode json, EtcdPeer peer) {
    ObjectNode etcd = json.putObject("etcd");
    etcd.put("putsPerSecond", rounded(peer.putsPerSecond()));
    putLatencies(etcd, peer.micros());
    etcd.put("failed", peer.failed());
  }

  private static double sharePercent(LoadOutcome outcome, NoopCeiling ceiling) {
    return 100 * outcome.commandsPerSecond() / ceiling.commandsPerSecond();
  }

  private static void putLatencies(ObjectNode json, Histogram micros) {
    json.put("p50Millis", micros.getValueAtPercentile(50) / MICROS_PER_MILLI);
    json.put("p90Millis", micros.getValueAtPercentile(90) / MICROS_PER_MILLI);
    json.put("p99Millis", micros.getValueAtPercentile(99) / MICROS_PER_MILLI);
    json.put("p999Millis", micros.getValueAtPercentile(99.9) / MICROS_PER_MILLI);
    json.put("maxMillis", micros.getMaxValue() / MICROS_PER_MILLI);
  }

  private static void putThreads(
      ObjectNode json, String part, Map<String, Long> threads, LoadOutcome outcome) {
    ObjectNode node = json.putObject(part);
    threads.entrySet().stream()
        .filter(thread -> thread.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            thread -> node.put(thread.getKey(), rounded(perCommand(outcome, thread.getValue()))));
  }

  /** Several lines, each ended. */
  public static String text(LoadOutcome outcome) {
    LoadPlan plan = outcome.plan();
    LoadCounts counts = outcome.counts();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "commands",
        "%,.0f a second for %d s, %,d done, %,d rejected by a rule, %,d sent back, %,d unknown",
        outcome.commandsPerSecond(),
        plan.window().toSeconds(),
        counts.done(),
        counts.rejected(),
        counts.retry(),
        counts.unknown());
    line(text, "latency", "%s", latencies(outcome.micros()));
    line(
        text,
        "log",
        "%,.0f entries a second, %.1f commands each",
        outcome.entries() * 1e9 / outcome.windowNanos(),
        outcome.commandsPerEntry());
    line(
        text,
        "load",
        "%d clients, %,d users, %,d symbols, %,d in flight%s; %d nodes with %d MB, %s",
        plan.clients(),
        plan.users(),
        plan.symbols(),
        plan.inFlight(),
        plan.isOpenLoop()
            ? String.format(Locale.ROOT, " at most, %,d a second", plan.commandsPerSecond())
            : "",
        plan.nodes(),
        plan.heapMegabytes(),
        outcome.trained() ? "trained" : "not trained");
    line(text, "processors", "%.1f µs a command", perCommand(outcome, total(outcome)));
    outcome.processors().forEach((part, threads) -> threads(text, part, threads, outcome));
    outcome
        .coldStart()
        .ifPresent(
            cold ->
                line(
                    text,
                    "cold",
                    "after a %s the first answer in %,d ms; %,.0f a second in the first %d s, %.0f %%"
                        + " of that when warm: %s",
                    cold.after(),
                    cold.outageMillis(),
                    cold.commandsPerSecond(),
                    cold.perSecond().size(),
                    sharePercent(outcome, cold),
                    cold.perSecond()));
    line(text, "replicas", outcome.replicasAgree() ? "hold the same" : "DIFFER");
    return text.toString();
  }

  /** One line, ended: what the engine alone can do. */
  public static String text(LoadOutcome outcome, NoopCeiling ceiling) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "no-op Ratis",
        "%,.0f commands a second in entries of %d (%,d bytes): the load reaches %.0f %% of it",
        ceiling.commandsPerSecond(),
        ceiling.commandsPerEntry(),
        ceiling.entryBytes(),
        sharePercent(outcome, ceiling));
    return text.toString();
  }

  /** Two lines, ended: what etcd does with a load of the same shape. */
  public static String text(LoadOutcome outcome, EtcdPeer peer) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "etcd",
        "%,.0f puts a second, %,d failed: the load reaches %.1f times as many",
        peer.putsPerSecond(),
        peer.failed(),
        outcome.commandsPerSecond() / peer.putsPerSecond());
    line(text, "", "%s", latencies(peer.micros()));
    return text.toString();
  }

  private static String latencies(Histogram micros) {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms, p90 %.2f, p99 %.2f, p99.9 %.2f, at most %.1f",
        micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(90) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99.9) / MICROS_PER_MILLI,
        micros.getMaxValue() / MICROS_PER_MILLI);
  }

  private static void threads(
      StringBuilder text, String part, Map<String, Long> threads, LoadOutcome outcome) {
    line(text, "  " + part, "%.1f µs", perCommand(outcome, sum(threads)));
    threads.entrySet().stream()
        .filter(thread -> perCommand(outcome, thread.getValue()) >= MICROS_SHOWN_MIN)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            thread ->
                line(
                    text,
                    "",
                    "%6.2f  %s",
                    perCommand(outcome, thread.getValue()),
                    thread.getKey()));
  }

  private static void line(StringBuilder text, String name, String format, Object... arguments) {
    text.append(
        String.format(
            Locale.ROOT, "  %-12s %s%n", name, String.format(Locale.ROOT, format, arguments)));
  }

  private static long total(LoadOutcome outcome) {
    return outcome.processors().values().stream().mapToLong(LoadText::sum).sum();
  }

  private static long sum(Map<String, Long> threads) {
    return threads.values().stream().mapToLong(Long::longValue).sum();
  }

  private static double perCommand(LoadOutcome outcome, long micros) {
    return ratio(micros, outcome.counts().answered());
  }

  private static double ratio(long part, long whole) {
    return (double) part / Math.max(1, whole);
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
