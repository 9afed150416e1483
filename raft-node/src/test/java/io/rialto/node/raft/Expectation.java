package io.rialto.node.raft;

import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.model.SampleLog;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What a state must be like, as a file of figures by name. */
record Expectation(Map<String, String> figures) {
  /** Earlier forms did not say which they were. */
  private static final String PRESENT_FORM = "4";

  /** How much an entry settled. Earlier fixtures do not say it: none of theirs has as much. */
  private static final String SETTLED_PER_ENTRY_MAX = "settledPerEntryMax";

  static Expectation of(StateView state) {
    AppliedMark applied = state.applied();
    Map<String, String> figures = new TreeMap<>();
    figures.put("index", Long.toString(applied.index()));
    figures.put("logTimeMillis", Long.toString(applied.logTimeMillis()));
    figures.put("hash", HexFormat.of().formatHex(applied.hash()));
    figures.put("rows", StateDigest.ofRows(state));
    figures.put("form", PRESENT_FORM);
    figures.put("audit", StateDigest.ofAuditLog(state));
    return new Expectation(figures);
  }

  /** What a log was applied with. */
  MachineLimits limits() {
    MachineLimits limits = SampleLog.LIMITS;
    String settled = figures.get(SETTLED_PER_ENTRY_MAX);
    return new MachineLimits(
        limits.sessionsMax(),
        limits.sequenceWindow(),
        limits.requestsMax(),
        limits.cachedAccountsMax(),
        limits.packedAccountsBytesMax(),
        settled == null
            ? MachineLimits.standard().settledPerEntryMax()
            : Integer.parseInt(settled));
  }

  /** Says what the log was applied with. */
  Expectation with(MachineLimits limits) {
    figures.put(SETTLED_PER_ENTRY_MAX, Integer.toString(limits.settledPerEntryMax()));
    return this;
  }

  /**
   * What must be the same: all, if rows of the present form were meant, else what does not depend
   * on their form.
   */
  Map<String, String> comparable() {
    Map<String, String> comparable = new TreeMap<>(figures);
    comparable.remove(SETTLED_PER_ENTRY_MAX);
    if (!PRESENT_FORM.equals(figures.get("form"))) {
      comparable.keySet().removeAll(List.of("form", "hash", "rows"));
    }
    return comparable;
  }

  long number(String name) {
    return Long.parseLong(figures.get(name));
  }

  void write(Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, String> figure : figures.entrySet()) {
        writer.write(figure.getKey() + "=" + figure.getValue() + "\n");
      }
    }
  }

  static Expectation read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> figures = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> figures.put(name, properties.getProperty(name)));
    return new Expectation(figures);
  }
}
