package io.rialto.node.machine;

/**
 * Transaction numbers: the one that the client gave, else the machine's running number.
 *
 * <p>A quote fetched for a command without a number of its own stands before that command in the
 * audit log, under the same number: the number is given when the quote asks for it, and the command
 * finds it given. If the command then turns out to be a duplicate, the number stays with the quote.
 */
final class Numbering {
  private final RowSink rows;
  private long next;
  private long[] givenByPlace = {};

  Numbering(Rows rows) {
    this.rows = rows;
    byte[] row = rows.get(Table.META, Keys.RUNNING_NUMBER);
    next = row == null ? MachineLimits.FIRST_RUNNING_NUMBER : new RowDecoder(row).number();
  }

  void beginEntry(Entry entry) {
    givenByPlace = new long[entry.operations().size() + 1];
  }

  long next() {
    long number = next++;
    rows.put(Table.META, Keys.RUNNING_NUMBER, new RowEncoder().number(next).toBytes());
    return number;
  }

  /** The number of the command at this place (from 1) of the entry. */
  long forCommand(Command command, int place) {
    if (command.number() != 0) {
      return command.number();
    }
    if (givenByPlace[place] == 0) {
      givenByPlace[place] = next();
    }
    return givenByPlace[place];
  }
}
