package io.rialto.node.machine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Writes the canonical binary form of keys and values. Fixed-width numbers are big-endian, so that
 * keys sort by them; {@code number} is a variable-length form (7 bits a byte, lowest first) for
 * values, which are mostly small.
 */
final class RowEncoder {
  private byte[] bytes = new byte[64];
  private int length;

  RowEncoder byte1(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  RowEncoder fixed4(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  RowEncoder fixed8(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  RowEncoder number(long value) {
    reserve(10);
    byte[] to = bytes;
    int at = length;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    length = at;
    return this;
  }

  /** The text's UTF-8 bytes behind their count. */
  RowEncoder text(String text) {
    int start = length;
    number(text.length());
    if (!ascii(text)) {
      length = start;
      block(text.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** The bytes behind their count. */
  RowEncoder block(byte[] block) {
    return number(block.length).raw(block);
  }

  /** What another has written, behind its count. */
  RowEncoder block(RowEncoder other) {
    return number(other.length).append(other);
  }

  /** What another has written. */
  RowEncoder append(RowEncoder other) {
    return raw(other.bytes, 0, other.length);
  }

  /** The text's UTF-8 bytes alone, for keys. */
  RowEncoder rawText(String text) {
    return ascii(text) ? this : raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a text of which each character is one byte, as nearly all are; else nothing. */
  private boolean ascii(String text) {
    int count = text.length();
    reserve(count);
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < count; i++) {
      char character = text.charAt(i);
      if (character > 0x7F) {
        return false;
      }
      to[at + i] = (byte) character;
    }
    length = at + count;
    return true;
  }

  RowEncoder raw(byte[] block) {
    return raw(block, 0, block.length);
  }

  RowEncoder raw(byte[] block, int from, int count) {
    reserve(count);
    System.arraycopy(block, from, bytes, length, count);
    length += count;
    return this;
  }

  /** How many bytes have been written. */
  int length() {
    return length;
  }

  /** Starts anew, in the same memory. */
  RowEncoder clear() {
    length = 0;
    return this;
  }

  /** Feeds what was written to a digest. */
  void addTo(MessageDigest digest) {
    digest.update(bytes, 0, length);
  }

  /** Puts what was written where there is room for it. */
  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, length);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
  }
}
