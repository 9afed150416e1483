package io.rialto.node.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link RowEncoder} wrote. Bytes that do not fit throw: a damaged row is not guessed
 * at.
 */
final class RowDecoder {
  private final byte[] bytes;
  private int position;

  RowDecoder(byte[] bytes) {
    this(bytes, 0);
  }

  RowDecoder(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  int byte1() {
    need(1);
    return bytes[position++] & 0xFF;
  }

  int fixed4() {
    int value = 0;
    for (int count = 0; count < 4; count++) {
      value = value << 8 | byte1();
    }
    return value;
  }

  long fixed8() {
    long value = 0;
    for (int count = 0; count < 8; count++) {
      value = value << 8 | byte1();
    }
    return value;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = byte1();
      value |= (part & 0x7FL) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw new IllegalStateException("a stored number has no end at byte " + position);
  }

  String text() {
    int start = skipBlock();
    return new String(bytes, start, position - start, StandardCharsets.UTF_8);
  }

  byte[] block() {
    int start = skipBlock();
    return Arrays.copyOfRange(bytes, start, position);
  }

  /** Goes behind the next block; returns where its bytes begin. */
  int skipBlock() {
    long count = number();
    if (count < 0 || count > bytes.length - position) {
      throw new IllegalStateException("a stored block of " + count + " bytes is cut short");
    }
    position += (int) count;
    return position - (int) count;
  }

  /** The text up to the next zero byte, which is skipped; for keys. */
  String textToZero() {
    int end = position;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    String text = new String(bytes, position, end - position, StandardCharsets.UTF_8);
    position = end + 1;
    return text;
  }

  /** The text up to the end; for keys. */
  String textToEnd() {
    String text = new String(bytes, position, bytes.length - position, StandardCharsets.UTF_8);
    position = bytes.length;
    return text;
  }

  /** All bytes that are left. */
  byte[] toEnd() {
    byte[] rest = Arrays.copyOfRange(bytes, position, bytes.length);
    position = bytes.length;
    return rest;
  }

  /** How many bytes have been read, counted from the array's first. */
  int position() {
    return position;
  }

  boolean isAtEnd() {
    return position == bytes.length;
  }

  /** Throws unless everything has been read. */
  void end() {
    if (position != bytes.length) {
      throw new IllegalStateException(
          "a stored row has " + (bytes.length - position) + " bytes too many");
    }
  }

  private void need(int count) {
    if (bytes.length - position < count) {
      throw new IllegalStateException("a stored row of " + bytes.length + " bytes is cut short");
    }
  }
}
