package io.rialto.workloads;

import io.rialto.client.sdk.RialtoClient;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Streams the audit log of everyone, counts its events and, if asked, writes it to a file. */
final class AuditDump {

  private AuditDump() {}

  /**
   * Blocks until the whole document has come. The file appears under its name only when it is
   * complete.
   *
   * @param upToLogIndex 0: everything so far
   */
  static DumpReport stream(RialtoClient client, long upToLogIndex, Optional<Path> file)
      throws IOException {
    if (file.isEmpty()) {
      return stream(client, upToLogIndex, OutputStream.nullOutputStream(), file);
    }
    Path target = file.get();
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      DumpReport report;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
        report = stream(client, upToLogIndex, out, file);
      }
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      return report;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static DumpReport stream(
      RialtoClient client, long upToLogIndex, OutputStream out, Optional<Path> file)
      throws IOException {
    // Not closed here: it owns nothing, and whoever opened `out` closes it.
    AuditEventCounter counter = new AuditEventCounter(out);
    long upTo = client.dumpLog("", upToLogIndex, counter);
    counter.flush();
    if (!counter.isComplete()) {
      throw new IOException(
          "the audit log ended in the middle, after " + counter.bytes() + " bytes");
    }
    return new DumpReport(upTo, counter.events(), counter.bytes(), file);
  }
}
