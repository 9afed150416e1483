package io.rialto.node.raft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the Raft log before the engine does.
 *
 * <p>The engine is set to go on after a bad checksum, because a crash in the middle of a write
 * leaves one; it then drops the rest of the file, whatever that is. So the two cases are told apart
 * here. The end of the newest file may be torn: what was being written when the node died was never
 * acknowledged by it, and the engine cuts it off. Anything else lost or changed may have been
 * acknowledged: the node refuses to start.
 *
 * <p>The limit: damage to the very last entry looks like a torn write and is cut off too. Its other
 * copies are on a majority's disks, unless these rot at the same time.
 */
final class LogScan {
  private static final Logger LOG = LoggerFactory.getLogger(LogScan.class);
  private static final Pattern CLOSED = Pattern.compile("log_(\\d+)-(\\d+)");
  private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d+)(?:\\..*)?");
  private static final long STILL_OPEN = -1;

  /**
   * What the log holds.
   *
   * @param lastIndex of the last whole entry, -1 if there is none
   * @param tornBytes what the engine will cut off behind it, 0 if the log ends cleanly
   */
  record Found(long lastIndex, long tornBytes) {}

  /** A file by its name; the end is {@link #STILL_OPEN} for the one being written. */
  private record Segment(Path file, long start, long end) {
    boolean open() {
      return end == STILL_OPEN;
    }
  }

  private LogScan() {}

  /**
   * Reads every file of the log.
   *
   * @param directory the engine's directory of log files; may be missing
   * @throws LogDamagedException naming file, offset and what to do
   */
  static Found check(Path directory) throws IOException {
    Found found = new Found(-1, 0);
    List<Segment> segments = segments(directory);
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (i > 0 && segment.start() != found.lastIndex() + 1) {
        throw new LogDamagedException(
            segment.file(),
            0,
            "it starts with entry "
                + segment.start()
                + ", but the file before it ends with entry "
                + found.lastIndex());
      }
      found = check(segment, i == segments.size() - 1);
    }
    return found;
  }

  private static List<Segment> segments(Path directory) throws IOException {
    List<Segment> segments = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          addSegment(segments, file);
        }
      }
    }
    segments.sort(Comparator.comparingLong(Segment::start));
    return segments;
  }

  private static void addSegment(List<Segment> segments, Path file) throws IOException {
    String name = file.getFileName().toString();
    Matcher closed = CLOSED.matcher(name);
    Matcher open = OPEN.matcher(name);
    if (closed.matches()) {
      long start = Long.parseLong(closed.group(1));
      segments.add(new Segment(file, start, Long.parseLong(closed.group(2))));
    } else if (open.matches() && Files.size(file) > 0) {
      segments.add(new Segment(file, Long.parseLong(open.group(1)), STILL_OPEN));
    }
  }

  private static Found check(Segment segment, boolean newest) throws IOException {
    SegmentScan scan = SegmentScan.read(segment.file(), segment.start());
    if (segment.open() && newest) {
      return checkNewest(segment, scan);
    }
    if (segment.open()) {
      throw damaged(segment, scan, "it is unfinished, but another file follows it");
    }
    if (scan.fault() != null) {
      throw damaged(segment, scan, scan.fault() + ", in a finished file");
    }
    if (scan.lastIndex() != segment.end()) {
      throw damaged(
          segment, scan, "it ends with entry " + scan.lastIndex() + ", not as its name says");
    }
    return new Found(scan.lastIndex(), 0);
  }

  private static Found checkNewest(Segment segment, SegmentScan scan) throws IOException {
    boolean torn = scan.fault() != null;
    if (torn && !scan.headerIsWhole()) {
      throw damaged(segment, scan, scan.fault());
    }
    if (torn && scan.entriesBehind()) {
      throw damaged(segment, scan, "unreadable, but whole entries follow");
    }
    if (torn) {
      LOG.warn(
          "{} is torn at byte {}, behind entry {}: the {} bytes there were being written when the"
              + " node died and are cut off. What was acknowledged is with a majority",
          segment.file(),
          scan.end(),
          scan.lastIndex(),
          scan.bytesBehind());
    }
    return new Found(scan.lastIndex(), torn ? scan.bytesBehind() : 0);
  }

  private static LogDamagedException damaged(Segment segment, SegmentScan scan, String what) {
    return new LogDamagedException(
        segment.file(), scan.end(), what + " (the last whole entry is " + scan.lastIndex() + ")");
  }
}
