package io.rialto.node.machine;

/**
 * The rows of one user in the tables whose keys start with the user.
 *
 * @param reader where they are read
 * @param sink where changed ones go
 */
record UserRows(String user, StateReader reader, RowSink sink) {

  /** Sees one row. */
  @FunctionalInterface
  interface Visitor {
    /** The key stands behind the user. */
    void visit(RowDecoder key, byte[] value);
  }

  /** The same rows, changes to which are written nowhere. */
  UserRows asCopy() {
    return new UserRows(user, reader, RowSink.NOWHERE);
  }

  /** Visits the user's rows of a table, in key order. */
  void scan(Table table, Visitor visitor) {
    byte[] from = Keys.userStart(user);
    reader.scan(
        table,
        from,
        Keys.userEnd(user),
        (key, value) -> {
          visitor.visit(new RowDecoder(key, from.length), value);
          return true;
        });
  }

  /**
   * Rows say another thing than the account's own row, which no rule leads to: an entry that finds
   * it halts the machine, a read fails.
   */
  IllegalStateException disagree(String what, long present, long counted) {
    return new IllegalStateException(
        user + " has " + present + " " + what + ", and by the account's row " + counted);
  }
}
