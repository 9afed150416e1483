package io.rialto.node.machine;

import java.nio.charset.StandardCharsets;
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
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** The text's UTF-8 bytes behind their count. */
  RowEncoder text(String text) {
    return block(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes behind their count. */
  RowEncoder block(byte[] block) {
    return number(block.length).raw(block);
  }

  /** The text's UTF-8 bytes alone, for keys. */
  RowEncoder rawText(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  RowEncoder raw(byte[] block) {
    reserve(block.length);
    System.arraycopy(block, 0, bytes, length, block.length);
    length += block.length;
    return this;
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
