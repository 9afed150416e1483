package io.rialto.node.machine;

/**
 * What an account has in rows of its own. How many there are stands in the account's row; what they
 * are is read when it is first asked for, or comes back with a packed account.
 *
 * @param <T> the rows in memory
 */
abstract class CountedRows<T> {
  final UserRows rows;
  private final String what;
  private long count;

  /** Null if there are none or they have not been read. */
  private T held;

  /**
   * So many, not read.
   *
   * @param what they are, for messages
   */
  CountedRows(UserRows rows, String what, long count) {
    this.rows = rows;
    this.what = what;
    this.count = count;
  }

  abstract Table table();

  abstract T none();

  /**
   * Puts each row that it visits into what is empty so far: a side's in key order, if it has one.
   */
  abstract UserRows.Visitor into(T empty);

  /** Writes all of them. */
  abstract void pack(T some, RowEncoder to);

  /** Those that were packed. */
  abstract T unpack(RowDecoder packed, long count);

  abstract long size(T some);

  abstract T copyOf(T some);

  final long count() {
    return count;
  }

  final boolean isEmpty() {
    return count == 0;
  }

  /** What there is, read by now. */
  final T held() {
    if (held == null) {
      T read = none();
      if (count > 0) {
        rows.scan(table(), into(read));
      }
      check(read);
      held = read;
    }
    return held;
  }

  /** Throws if what was read is not what the account's row says. */
  void check(T read) {
    if (size(read) != count) {
      throw rows.disagree(what, size(read), count);
    }
  }

  /** Writes what is held, if it has been read. */
  final void pack(RowEncoder to) {
    to.byte1(held == null ? 0 : 1);
    if (held != null) {
      pack(held, to);
    }
  }

  /** Takes over what was held when it was packed. */
  final void unpack(RowDecoder packed) {
    if (packed.byte1() == 1) {
      T read = unpack(packed, count);
      check(read);
      held = read;
    }
  }

  /** Counts what is held after it has changed. */
  final void changed() {
    count = size(held);
    if (count == 0) {
      held = null;
    }
  }

  /** Takes over what another of the same user holds; what it has not read is read again. */
  final void takeCopyOf(CountedRows<T> other) {
    count = other.count;
    held = other.held == null ? null : copyOf(other.held);
  }
}
