package io.rialto.node.machine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The chain of hashes over all changes: equal on two replicas exactly if they have made the same
 * changes. The canonical form carries a version, so that a changed form is not taken for
 * divergence.
 */
final class HashChain {
  static final int LENGTH = 32;
  private static final int CANONICAL_VERSION = 1;
  private static final int DELETED = -1;

  private HashChain() {}

  static byte[] next(byte[] previous, long index, long logTimeMillis, List<Rows.Row> rows) {
    MessageDigest digest = sha256();
    digest.update(
        new RowEncoder()
            .raw(previous)
            .byte1(CANONICAL_VERSION)
            .fixed8(index)
            .fixed8(logTimeMillis)
            .toBytes());
    for (Rows.Row row : rows) {
      digest.update(canonical(row));
    }
    return digest.digest();
  }

  private static byte[] canonical(Rows.Row row) {
    RowEncoder encoder =
        new RowEncoder().byte1(row.table().id()).fixed4(row.key().length).raw(row.key());
    if (row.value() == null) {
      return encoder.fixed4(DELETED).toBytes();
    }
    return encoder.fixed4(row.value().length).raw(row.value()).toBytes();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("every Java platform has SHA-256", exception);
    }
  }
}
