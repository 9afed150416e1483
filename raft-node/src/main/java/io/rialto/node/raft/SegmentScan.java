package io.rialto.node.raft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;

/**
 * One file of the Raft log, read as the engine would: a header, then entries, each a length
 * (varint), the entry, and the CRC-32C of both; behind the last one only zeros, which the engine
 * allocates in advance. A file is a few megabytes and is read as a whole.
 */
final class SegmentScan {
  private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKSUM_BYTES = 4;
  private static final int LENGTH_BYTES_MAX = 5;
  // Each entry has a term, and it is the first field.
  private static final byte TERM_TAG = 0x08;

  private final byte[] bytes;
  private int end;
  private long lastIndex;
  private String fault;

  private SegmentScan(byte[] bytes, long startIndex) {
    this.bytes = bytes;
    this.lastIndex = startIndex - 1;
  }

  /** One whole entry with a right checksum; {@code end} is the first byte behind it. */
  private record Frame(long index, int end) {}

  /**
   * @param startIndex of the first entry, by the file's name
   */
  static SegmentScan read(Path file, long startIndex) throws IOException {
    SegmentScan scan = new SegmentScan(Files.readAllBytes(file), startIndex);
    if (scan.readHeader()) {
      scan.readEntries();
    }
    return scan;
  }

  private boolean readHeader() {
    while (end < HEADER.length && end < bytes.length && bytes[end] == HEADER[end]) {
      end++;
    }
    if (end == HEADER.length) {
      return true;
    }
    if (!zerosFrom(end)) {
      fault = "the file's header is wrong";
    }
    return false;
  }

  private void readEntries() {
    while (!zerosFrom(end)) {
      Frame frame = frameAt(end);
      if (frame == null) {
        fault = "no whole entry with a right checksum";
        return;
      }
      if (frame.index() != lastIndex + 1) {
        fault = "entry " + frame.index() + " where entry " + (lastIndex + 1) + " should be";
        return;
      }
      lastIndex = frame.index();
      end = frame.end();
    }
  }

  private boolean zerosFrom(int offset) {
    for (int i = offset; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** The entry that starts at the offset, or null if none does. */
  private Frame frameAt(int offset) {
    long length = 0;
    int at = offset;
    boolean more = true;
    while (more) {
      if (at == bytes.length || at - offset == LENGTH_BYTES_MAX) {
        return null;
      }
      length |= (bytes[at] & 0x7FL) << (7 * (at - offset));
      more = bytes[at] < 0;
      at++;
    }
    long frameEnd = at + length + CHECKSUM_BYTES;
    if (length == 0 || frameEnd > bytes.length || bytes[at] != TERM_TAG) {
      return null;
    }
    int checksumAt = (int) frameEnd - CHECKSUM_BYTES;
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, offset, checksumAt - offset);
    if ((int) checksum.getValue() != checksumAt(checksumAt)) {
      return null;
    }
    return new Frame(indexOf(at, (int) length), (int) frameEnd);
  }

  private int checksumAt(int offset) {
    return java.nio.ByteBuffer.wrap(bytes).getInt(offset);
  }

  /** -1 if what has a right checksum is no entry: no index is ever that. */
  private long indexOf(int offset, int length) {
    try {
      return LogEntryProto.parser().parseFrom(bytes, offset, length).getIndex();
    } catch (InvalidProtocolBufferException e) {
      return -1;
    }
  }

  /** Whether any whole entry starts behind the place where reading ended. */
  boolean entriesBehind() {
    for (int offset = end + 1; offset < bytes.length; offset++) {
      if (bytes[offset] != 0 && frameAt(offset) != null) {
        return true;
      }
    }
    return false;
  }

  boolean headerIsWhole() {
    return end >= HEADER.length;
  }

  /** Index of the last whole entry; the one before the file's first if there is none. */
  long lastIndex() {
    return lastIndex;
  }

  /** The first byte behind the last whole entry. */
  long end() {
    return end;
  }

  /** Bytes behind the last whole entry, the zeros among them. */
  long bytesBehind() {
    return bytes.length - end;
  }

  /** What is wrong at {@link #end}, or null if only zeros follow there. */
  String fault() {
    return fault;
  }
}
