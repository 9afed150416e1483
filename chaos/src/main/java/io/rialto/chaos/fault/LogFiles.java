package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.ClusterException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The files of a stopped node's Raft log, as far as damaging them needs: a header of eight bytes,
 * then entries, each a length (varint), the entry, and the CRC-32C of both; then zeros.
 */
final class LogFiles {

  private static final int HEADER_BYTES = 8;
  private static final int CHECKSUM_BYTES = 4;
  private static final int LENGTH_BYTES_MAX = 5;
  private static final String OPEN = "log_inprogress_";

  private LogFiles() {}

  /** One whole entry: its bytes without length and checksum are from body to checksum. */
  record Entry(int body, int checksum) {
    int end() {
      return checksum + CHECKSUM_BYTES;
    }
  }

  /**
   * One file.
   *
   * @param open whether it is the one being written
   */
  record Segment(Path file, boolean open, List<Entry> entries) {

    /** The first byte behind the last whole entry. */
    int end() {
      return entries.isEmpty() ? HEADER_BYTES : entries.get(entries.size() - 1).end();
    }
  }

  /** All files with a header, below a node's data directory. */
  static List<Segment> below(Path data) throws IOException {
    List<Segment> segments = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data.resolve("raft"))) {
      for (Path file : files.filter(LogFiles::isSegment).sorted(byName()).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length >= HEADER_BYTES) {
          segments.add(new Segment(file, isOpen(file), entries(bytes)));
        }
      }
    }
    return segments;
  }

  /** The file that was being written when the node stopped. */
  static Segment open(Path data) throws IOException {
    return below(data).stream()
        .filter(Segment::open)
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new ClusterException("no log below " + data + " was being written"));
  }

  private static Comparator<Path> byName() {
    return Comparator.comparing(file -> file.getFileName().toString());
  }

  private static boolean isSegment(Path file) {
    return file.getParent().endsWith("current")
        && file.getFileName().toString().matches("log_(\\d+-\\d+|inprogress_\\d+)");
  }

  private static boolean isOpen(Path file) {
    return file.getFileName().toString().startsWith(OPEN);
  }

  private static List<Entry> entries(byte[] bytes) {
    List<Entry> entries = new ArrayList<>();
    Entry entry = entryAt(bytes, HEADER_BYTES);
    while (entry != null) {
      entries.add(entry);
      entry = entryAt(bytes, entry.end());
    }
    return entries;
  }

  /** The whole entry with a right checksum that starts there, or null. */
  private static Entry entryAt(byte[] bytes, int start) {
    long length = 0;
    int at = start;
    boolean more = true;
    while (more) {
      if (at == bytes.length || at - start == LENGTH_BYTES_MAX) {
        return null;
      }
      length |= (bytes[at] & 0x7FL) << (7 * (at - start));
      more = bytes[at] < 0;
      at++;
    }
    if (length == 0 || at + length + CHECKSUM_BYTES > bytes.length) {
      return null;
    }
    Entry entry = new Entry(at, at + (int) length);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, start, entry.checksum() - start);
    boolean right = ByteBuffer.wrap(bytes).getInt(entry.checksum()) == (int) checksum.getValue();
    return right ? entry : null;
  }
}
