package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditXml;
import io.rialto.chaos.history.HistoryWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a generated good run of any size into a folder, for {@code ./rialto check} to be measured
 * on: {@code CheckVolume FOLDER OPERATIONS USERS SEED}.
 */
public final class CheckVolume {

  private CheckVolume() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path first = folder.resolve("audit-" + GeneratedRun.NODES.get(0) + ".xml");
    try (HistoryWriter history = HistoryWriter.create(folder.resolve("history.jsonl.gz"));
        BufferedWriter out = Files.newBufferedWriter(first)) {
      AuditXml xml = new AuditXml(out);
      new GeneratedRun(
              Long.parseLong(arguments[3]), Integer.parseInt(arguments[2]), history::write, xml)
          .run(Long.parseLong(arguments[1]));
      xml.finish();
    }
    for (String node : GeneratedRun.NODES.subList(1, GeneratedRun.NODES.size())) {
      Files.copy(first, folder.resolve("audit-" + node + ".xml"));
    }
  }
}
