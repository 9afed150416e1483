package io.rialto.node.machine;

import java.util.List;
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
    scan(reader, 0, upToIndex, visitor);
  }

  /**
   * The same for entries that have events of one user; those of the others in the same entries are
   * among them.
   */
  public static void ofUser(
      StateReader reader, String user, long upToIndex, Predicate<List<AuditEvent>> visitor) {
    boolean[] goesOn = {true};
    reader.scan(
        Table.AUDIT_BY_USER,
        Keys.userStart(user),
        Keys.userEnd(user),
        (key, row) -> {
          for (long index : AuditIndex.decode(key, row)) {
            goesOn[0] =
                goesOn[0]
                    && index <= upToIndex
                    && visitor.test(AuditBlocks.decode(reader.get(Table.AUDIT, Keys.audit(index))));
          }
          return goesOn[0];
        });
    if (goesOn[0]) {
      scan(
          reader,
          AuditIndex.indexedUpTo(reader) + 1,
          upToIndex,
          events ->
              events.stream().noneMatch(event -> event.user().equals(user))
                  || visitor.test(events));
    }
  }

  private static void scan(
      StateReader reader, long fromIndex, long upToIndex, Predicate<List<AuditEvent>> visitor) {
    if (fromIndex > upToIndex) {
      return;
    }
    reader.scan(
        Table.AUDIT,
        Keys.audit(fromIndex),
        Keys.audit(upToIndex + 1),
        (key, block) -> visitor.test(AuditBlocks.decode(block)));
  }
}
