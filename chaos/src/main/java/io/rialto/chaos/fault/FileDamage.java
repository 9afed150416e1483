package io.rialto.chaos.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What disks and deaths do to files of a node that does not run. */
final class FileDamage {

  /** The most that a torn entry leaves. */
  private static final int TORN_BYTES = 100;

  private static final int LENGTH_OF_TORN = 2 * TORN_BYTES;

  /** The first field of an entry, its term. */
  private static final byte TERM_TAG = 0x08;

  private static final int FLIPS_PER_FILE = 16;

  private FileDamage() {}

  /**
   * Leaves half of an entry behind the last whole one, as a death in the middle of a write does.
   */
  static void tear(LogFiles.Segment segment, Random random) throws IOException {
    byte[] half = new byte[1 + random.nextInt(TORN_BYTES)];
    random.nextBytes(half);
    ByteBuffer torn = ByteBuffer.allocate(half.length + 3);
    torn.put((byte) (LENGTH_OF_TORN & 0x7F | 0x80)).put((byte) (LENGTH_OF_TORN >> 7));
    torn.put(TERM_TAG).put(half).flip();
    try (FileChannel file = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
      file.write(torn, segment.end());
    }
  }

  /**
   * Flips one bit of one entry that was acknowledged: not the last, which looks like a torn one.
   */
  static void flipInLog(List<LogFiles.Segment> segments, Random random) throws IOException {
    List<Place> places = segments.stream().flatMap(FileDamage::wholeEntries).toList();
    if (places.isEmpty()) {
      throw new IOException("the log is too short to be damaged: no two entries");
    }
    Place place = places.get(random.nextInt(places.size()));
    LogFiles.Entry entry = place.entry();
    int offset = entry.body() + random.nextInt(entry.checksum() - entry.body());
    try (FileChannel file = open(place.file())) {
      flip(file, offset, random);
    }
  }

  private record Place(Path file, LogFiles.Entry entry) {}

  private static Stream<Place> wholeEntries(LogFiles.Segment segment) {
    int last = segment.entries().size() - (segment.open() ? 1 : 0);
    return segment.entries().stream()
        .limit(Math.max(0, last))
        .map(entry -> new Place(segment.file(), entry));
  }

  /** Flips bits all over a file. */
  static void flipAllOver(Path damaged, Random random) throws IOException {
    try (FileChannel file = open(damaged)) {
      long stretch = Math.max(1, file.size() / FLIPS_PER_FILE);
      for (long start = 0; start + stretch <= file.size(); start += stretch) {
        flip(file, start + random.nextLong(stretch), random);
      }
    }
  }

  /** Takes the second half of a file away. */
  static void cutShort(Path damaged) throws IOException {
    try (FileChannel file = open(damaged)) {
      file.truncate(file.size() / 2);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static void flip(FileChannel file, long offset, Random random) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    file.read(one, offset);
    byte flipped = (byte) (one.get(0) ^ 1 << random.nextInt(Byte.SIZE));
    file.write(ByteBuffer.wrap(new byte[] {flipped}), offset);
  }
}
