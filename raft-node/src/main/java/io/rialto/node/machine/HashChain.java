package io.rialto.node.machine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The chain of hashes over all changes: equal on two replicas exactly if they have made the same
 * changes. The canonical form carries a version, so that a changed form is not taken for
 * divergence. One thread at a time.
 */
final class HashChain {
  static final int LENGTH = 32;
  private static final int CANONICAL_VERSION = 1;
  private static final int DELETED = -1;
  private static final int BITE = 4_096;
  private static final MessageDigest EMPTY = fromPlatform();

  private final RowEncoder bite = new RowEncoder();

  byte[] next(byte[] previous, long index, long logTimeMillis, List<Rows.Row> rows) {
    MessageDigest digest = sha256();
    bite.clear().raw(previous).byte1(CANONICAL_VERSION).fixed8(index).fixed8(logTimeMillis);
    for (Rows.Row row : rows) {
      bite.byte1(row.table().id()).fixed4(row.key().length).raw(row.key());
      if (row.value() == null) {
        bite.fixed4(DELETED);
      } else {
        bite.fixed4(row.value().length);
        add(row.value(), digest);
      }
      // Few large bites are quicker than many small ones.
      if (bite.length() >= BITE) {
        pass(digest);
      }
    }
    bite.addTo(digest);
    return digest.digest();
  }

  /** What is large is a bite of its own. */
  private void add(byte[] value, MessageDigest digest) {
    if (value.length < BITE) {
      bite.raw(value);
    } else {
      pass(digest);
      digest.update(value);
    }
  }

  private void pass(MessageDigest digest) {
    bite.addTo(digest);
    bite.clear();
  }

  /** A digest that has taken nothing in yet; a copy, which is quicker than to ask the platform. */
  static MessageDigest sha256() {
    try {
      return (MessageDigest) EMPTY.clone();
    } catch (CloneNotSupportedException exception) {
      throw new IllegalStateException("the platform's SHA-256 can be copied", exception);
    }
  }

  private static MessageDigest fromPlatform() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java platform has SHA-256", exception);
    }
  }
}
