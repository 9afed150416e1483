package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.audit.AuditReplay;
import io.rialto.chaos.audit.AuditXml;
import io.rialto.chaos.history.HistoryRecord;
import io.rialto.chaos.history.HistoryWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run's records and audit events in memory, to be made wrong, written, and checked. */
final class WrittenRun {

  final List<HistoryRecord> records = new ArrayList<>();
  final List<AuditEvent> events = new ArrayList<>();

  /** What one node has instead of the common audit log. */
  final Map<String, List<AuditEvent>> eventsOfNode = new HashMap<>();

  private final int settledPerEntryMax;

  private WrittenRun(int settledPerEntryMax) {
    this.settledPerEntryMax = settledPerEntryMax;
  }

  static WrittenRun generate(long seed, int users, long operations) {
    return generate(seed, users, operations, AuditReplay.SETTLED_PER_ENTRY_MAX);
  }

  /** A run of a service whose entries settle as much as is said here. */
  static WrittenRun generate(long seed, int users, long operations, int settledPerEntryMax) {
    WrittenRun run = new WrittenRun(settledPerEntryMax);
    run.generated(seed, users).run(operations);
    return run;
  }

  /** The same, but whoever reads sees what is due as it stands, and not as settled. */
  static WrittenRun withUnsettledReads(
      long seed, int users, long operations, int settledPerEntryMax) {
    WrittenRun run = new WrittenRun(settledPerEntryMax);
    run.generated(seed, users).showingWhatStands().run(operations);
    return run;
  }

  private GeneratedRun generated(long seed, int users) {
    return new GeneratedRun(seed, users, settledPerEntryMax, records::add, events::add);
  }

  /** Writes all into a folder and checks it. */
  CheckOutcome check(Path folder) throws IOException {
    return check(folder, settledPerEntryMax);
  }

  /** The same as if it were a run of a service whose entries settle as much as is said here. */
  CheckOutcome check(Path folder, int settledPerEntryMax) throws IOException {
    Path file = folder.resolve("history.jsonl");
    try (HistoryWriter history = HistoryWriter.create(file)) {
      records.forEach(history::write);
    }
    for (String node : GeneratedRun.NODES) {
      try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("audit-" + node + ".xml"))) {
        AuditXml xml = new AuditXml(out);
        eventsOfNode.getOrDefault(node, events).forEach(xml);
        xml.finish();
      }
    }
    return HistoryCheck.check(file, settledPerEntryMax);
  }
}
