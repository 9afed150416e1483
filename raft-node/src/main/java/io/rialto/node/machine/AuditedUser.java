package io.rialto.node.machine;

/**
 * A user in the audit block of one entry. An account keeps hold of it, so that it is looked for
 * once an entry and not with each event.
 */
final class AuditedUser {
  private final long index;
  private final int place;
  private long cents;

  /**
   * A user without events so far.
   *
   * @param index the entry's
   * @param place in the block's list of users, from 0
   */
  AuditedUser(long index, int place) {
    this.index = index;
    this.place = place;
  }

  /** Whether it stands in this entry's block. */
  boolean isOf(Moment moment) {
    return index == moment.index();
  }

  int place() {
    return place;
  }

  /** Adds less removes of the user's cash in the entry. */
  long cents() {
    return cents;
  }

  void addCents(long more) {
    cents += more;
  }
}
