package io.rialto.node.machine;

/**
 * What an account has in rows of its own. How many there are stands in the account's row; what they
 * are is read when it is first asked for.
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

  abstract T none();

  /** Reads all into what is empty so far. */
  abstract void readInto(T empty);

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
        readInto(read);
      }
      if (size(read) != count) {
        throw rows.disagree(what, size(read), count);
      }
      held = read;
    }
    return held;
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
