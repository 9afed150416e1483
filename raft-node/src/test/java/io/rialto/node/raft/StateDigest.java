package io.rialto.node.raft;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rialto.node.ingress.AuditDocument;
import io.rialto.node.machine.StateReader;
import io.rialto.node.machine.Table;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over all that a node holds, in hexadecimal. */
final class StateDigest {

  private StateDigest() {}

  /** Every row of every table: where it stands, its key, its value. */
  static String ofRows(StateReader state) {
    MessageDigest digest = sha256();
    for (Table table : Table.values()) {
      state.scan(
          table,
          new byte[0],
          null,
          (key, value) -> {
            digest.update(
                ByteBuffer.allocate(9)
                    .put(table.id())
                    .putInt(key.length)
                    .putInt(value.length)
                    .array());
            digest.update(key);
            digest.update(value);
            return true;
          });
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Everyone's audit log as XML. */
  static String ofAuditLog(StateReader state) {
    return HexFormat.of().formatHex(sha256().digest(AuditDocument.of(state).getBytes(UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
