package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditEvent;
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

  static WrittenRun generate(long seed, int users, long operations) {
    WrittenRun run = new WrittenRun();
    new GeneratedRun(seed, users, run.records::add, run.events::add).run(operations);
    return run;
  }

  /** Writes all into a folder and checks it. */
  CheckOutcome check(Path folder) throws IOException {
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
    return HistoryCheck.check(file);
  }
}
