package io.rialto.client.sdk;

/**
 * One user's unfinished commands of the session in their order, and what a next one must wait for.
 * A command without a result that can never apply (refused, sent back for good) is skipped by
 * simply leaving the line; one that ended as unknown is remembered, because it may yet apply.
 */
final class UserLine {

  private PendingCommand first;
  private PendingCommand last;

  /**
   * The latest sequence that ended as unknown and has no result that this client knows of; 0 if
   * none.
   */
  private long unsettled;

  void append(PendingCommand command) {
    command.previous = last;
    command.next = null;
    if (last == null) {
      first = command;
    } else {
      last.next = command;
    }
    last = command;
  }

  void remove(PendingCommand command) {
    if (command.previous == null) {
      first = command.next;
    } else {
      command.previous.next = command.next;
    }
    if (command.next == null) {
      last = command.previous;
    } else {
      command.next.previous = command.previous;
    }
    command.previous = null;
    command.next = null;
  }

  /** Nothing unfinished and nothing unknown: the next command of the user need not wait for any. */
  boolean isSettled() {
    return first == null && unsettled == 0;
  }

  /**
   * The sequence that must have a result before the command may apply; 0 if every earlier one is
   * known to have.
   */
  long predecessorOf(PendingCommand command) {
    long before = command.previous == null ? 0 : command.previous.sequence;
    return unsettled < command.sequence ? Math.max(before, unsettled) : before;
  }

  void endedUnknown(long sequence) {
    unsettled = Math.max(unsettled, sequence);
  }

  /**
   * The machine has a result for the sequence, hence also for all the user's commands before it.
   */
  void hasResult(long sequence) {
    if (sequence >= unsettled) {
      unsettled = 0;
    }
  }
}
