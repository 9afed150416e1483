package io.rialto.node.store;

import io.rialto.node.machine.Table;
import java.util.Arrays;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * A write batch put together in memory in the database's own form, so that the way into the
 * database is taken once for all rows and not once for each. To be used again and again; one
 * thread.
 *
 * <p>The form, from RocksDB's {@code write_batch.cc}: a sequence number (8 bytes, set by the
 * database), the number of records (4 bytes), and the records. Each is a tag, the column family,
 * the key, and the value if it is not a deletion; numbers are little-endian, counts of bytes and
 * families are varints.
 */
final class SerializedBatch {
  private static final int HEADER = 12;
  private static final int COUNT_AT = 8;
  private static final byte DELETION = 0x4;
  private static final byte VALUE = 0x5;

  /** A tag, a family, two lengths, a table's id. */
  private static final int OVERHEAD_MAX = 1 + 5 + 5 + 5 + 1;

  private static final int BYTES_MIN = 1 << 16;

  /** What a rare large entry took is given back. */
  private static final int BYTES_KEPT_MAX = 8 << 20;

  private byte[] bytes = new byte[BYTES_MIN];
  private int length = HEADER;
  private int count;

  /** Adds a row. */
  void put(int family, Table table, byte[] key, byte[] value) {
    begin(VALUE, family, table, key, value.length);
    varint(value.length);
    raw(value);
  }

  void delete(int family, Table table, byte[] key) {
    begin(DELETION, family, table, key, 0);
  }

  private void begin(byte tag, int family, Table table, byte[] key, int valueLength) {
    reserve(OVERHEAD_MAX + key.length + valueLength);
    count++;
    bytes[length++] = tag;
    varint(family);
    varint(1 + key.length);
    bytes[length++] = table.id();
    raw(key);
  }

  /** The batch, to be closed; this one is empty again. */
  WriteBatch take() throws RocksDBException {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[COUNT_AT + i] = (byte) (count >>> (8 * i));
    }
    WriteBatch batch = new WriteBatch(Arrays.copyOf(bytes, length));
    if (bytes.length > BYTES_KEPT_MAX) {
      bytes = new byte[BYTES_MIN];
    }
    length = HEADER;
    count = 0;
    return batch;
  }

  private void varint(int value) {
    int rest = value;
    while (rest >= 0x80) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void raw(byte[] block) {
    System.arraycopy(block, 0, bytes, length, block.length);
    length += block.length;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
