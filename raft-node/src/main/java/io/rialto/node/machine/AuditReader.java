package io.rialto.node.machine;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Reads the audit log out of a consistent view of the rows; stateless, any thread. */
public final class AuditReader {

  private AuditReader() {}

  /**
   * Visits the events of each entry up to a log index, in log order, until the visitor returns
   * false.
   */
  public static void everyone(
      StateReader reader, long upToIndex, Predicate<List<AuditEvent>> visitor) {
    blocks(reader, 0, upToIndex, block -> visitor.test(AuditBlocks.decode(block)));
  }

  /**
   * The same for entries that have events of one user; those of the others in the same entries are
   * among them.
   */
  public static void ofUser(
      StateReader reader, String user, long upToIndex, Predicate<List<AuditEvent>> visitor) {
    new OfUser(reader, user, upToIndex, visitor).visitAll();
  }

  private static void blocks(
      StateReader reader, long fromIndex, long upToIndex, Predicate<byte[]> visitor) {
    if (fromIndex > upToIndex) {
      return;
    }
    reader.scan(
        Table.AUDIT,
        Keys.audit(fromIndex),
        Keys.audit(upToIndex + 1),
        (key, block) -> visitor.test(block));
  }

  /** One user's entries: those that earlier forms have indexed, those indexed since, the rest. */
  private record OfUser(
      StateReader reader, String user, long upToIndex, Predicate<List<AuditEvent>> visitor) {

    void visitAll() {
      int bucket = AuditIndex.bucket(user);
      boolean goesOn =
          visitIndexed(
              Table.AUDIT_BY_USER,
              Keys.userStart(user),
              Keys.userEnd(user),
              AuditIndex::decodeEarlierForm);
      goesOn =
          goesOn
              && visitIndexed(
                  Table.AUDIT_INDEX,
                  Keys.auditIndex(bucket, 0),
                  Keys.auditIndex(bucket + 1, 0),
                  (key, row) -> AuditIndex.decode(key, row, user));
      if (goesOn) {
        blocks(reader, AuditIndex.indexedUpTo(reader) + 1, upToIndex, this::visit);
      }
    }

    /** Visits what the rows of an index name; says whether to go on. */
    private boolean visitIndexed(
        Table table, byte[] from, byte[] to, BiFunction<byte[], byte[], List<Long>> decode) {
      boolean[] goesOn = {true};
      reader.scan(table, from, to, (key, row) -> goesOn[0] = visitNamed(decode.apply(key, row)));
      return goesOn[0];
    }

    private boolean visitNamed(List<Long> indexes) {
      for (long index : indexes) {
        if (index > upToIndex || !visit(reader.get(Table.AUDIT, Keys.audit(index)))) {
          return false;
        }
      }
      return true;
    }

    private boolean visit(byte[] block) {
      return !AuditBlocks.users(block).contains(user) || visitor.test(AuditBlocks.decode(block));
    }
  }
}
