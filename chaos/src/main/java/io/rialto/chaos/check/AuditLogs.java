package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.history.HistoryRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The nodes' audit logs: of all that go to the same log index each must have the same bytes, and a
 * shorter one must be a beginning of the longest.
 */
final class AuditLogs {

  private static final String END = "</log>";

  private record Log(HistoryRecord.AuditTaken taken, Path file) {}

  private final List<Log> logs = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();

  AuditLogs(List<HistoryRecord.AuditTaken> taken, Path history) {
    for (HistoryRecord.AuditTaken each : taken) {
      Path file = history.toAbsolutePath().resolveSibling(each.file());
      if (Files.isReadable(file)) {
        logs.add(new Log(each, file));
      } else {
        doubts.add("the audit log of " + each.node() + " is missing: " + file);
      }
    }
    logs.sort(Comparator.comparingLong(log -> -log.taken.upToLogIndex()));
    if (logs.isEmpty()) {
      doubts.add("there is no audit log to replay");
    }
  }

  boolean isEmpty() {
    return logs.isEmpty();
  }

  /** The one that goes furthest. */
  Path longest() {
    return logs.get(0).file;
  }

  long upToLogIndex() {
    return logs.isEmpty() ? 0 : logs.get(0).taken.upToLogIndex();
  }

  /** What is missing, in words. */
  List<String> doubts() {
    return doubts;
  }

  int count() {
    return logs.size();
  }

  /** Compares all with the longest. */
  void compare(Findings findings) throws IOException {
    for (Log other : logs) {
      if (other != logs.get(0)) {
        compare(findings, logs.get(0), other);
      }
    }
  }

  private static void compare(Findings findings, Log longest, Log other) throws IOException {
    long difference = Files.mismatch(longest.file, other.file);
    boolean shorter = other.taken.upToLogIndex() < longest.taken.upToLogIndex();
    boolean beginning =
        shorter && difference >= 0 && tail(other.file, difference).strip().equals(END);
    if (difference < 0 || beginning) {
      return;
    }
    findings.add(
        Kind.DIVERGED,
        0,
        "the audit logs of "
            + longest.taken.node()
            + " (up to log index "
            + longest.taken.upToLogIndex()
            + ") and "
            + other.taken.node()
            + " (up to "
            + other.taken.upToLogIndex()
            + ") differ from byte "
            + difference
            + " on: \""
            + tail(longest.file, difference)
            + "\" and \""
            + tail(other.file, difference)
            + "\"");
  }

  /** What stands there, up to a bound: markup is ASCII. */
  private static String tail(Path file, long position) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      long begin = Math.min(position, bytes.length());
      int length = (int) Math.min(CheckLimits.DIFFERENCE_BYTES_SHOWN, bytes.length() - begin);
      byte[] read = new byte[length];
      bytes.seek(begin);
      bytes.readFully(read);
      return new String(read, StandardCharsets.US_ASCII);
    }
  }
}
