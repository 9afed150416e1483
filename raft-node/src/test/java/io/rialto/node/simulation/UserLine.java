package io.rialto.node.simulation;

/** One user's unfinished commands in a session, as the SDK keeps them. */
final class UserLine {
  private PendingCommand first;
  private PendingCommand last;
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

  /** The sequence that must have a result before the command may apply; 0 for none. */
  long predecessorOf(PendingCommand command) {
    long before = command.previous == null ? 0 : command.previous.sequence;
    return unsettled < command.sequence ? Math.max(before, unsettled) : before;
  }

  void endedUnknown(long sequence) {
    unsettled = Math.max(unsettled, sequence);
  }

  void hasResult(long sequence) {
    if (sequence >= unsettled) {
      unsettled = 0;
    }
  }
}
