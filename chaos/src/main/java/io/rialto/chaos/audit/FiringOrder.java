package io.rialto.chaos.audit;

import io.rialto.chaos.audit.Discrepancy.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sees to it that triggers fire when and in the order that they should: at the quote that reaches
 * them, before the entry's commands, in firing order. Only where more are due at once than an entry
 * settles may some wait for the next ones; then each entry settles something, and a user's are
 * settled out of turn before that user's next command.
 */
final class FiringOrder {

  private record Due(String user, long number) {}

  private final Deque<Due> due = new ArrayDeque<>();
  private final Findings findings;

  /** The one that fired before its turn, and the one whose turn it was; null if none did. */
  private Due early;

  private Due passedOver;

  FiringOrder(Findings findings) {
    this.findings = findings;
  }

  /**
   * A trigger is due.
   *
   * @param number of the command that armed it
   * @param atOnce whether its own arming fired it: that waits for no other
   */
  void due(String user, long number, boolean atOnce) {
    if (atOnce) {
      due.addFirst(new Due(user, number));
    } else {
      due.addLast(new Due(user, number));
    }
  }

  /** The log shows a firing. */
  void fired(String user, long number) {
    Due seen = new Due(user, number);
    Due first = due.peekFirst();
    if (due.remove(seen) && !seen.equals(first) && early == null) {
      early = seen;
      passedOver = first;
    }
  }

  /**
   * A command comes.
   *
   * @param settling whether the log shows that this entry settled something
   */
  void commandBegins(AuditEvent.UserCommand command, boolean settling) {
    if (early != null && !early.user.equals(command.user())) {
      findings.add(
          Kind.TRIGGER,
          early.number,
          "user "
              + early.user
              + ": the trigger of command "
              + early.number
              + " fired before its turn: that of command "
              + passedOver.number
              + " of "
              + passedOver.user
              + " was first");
    }
    early = null;
    if (!due.isEmpty() && !settling) {
      Due late = due.pollFirst();
      findings.add(
          Kind.TRIGGER,
          late.number,
          "user "
              + late.user
              + ": the price reached the trigger of command "
              + late.number
              + ", but it had not fired when command "
              + command.number()
              + " came at log time "
              + command.timestampMillis());
    }
  }

  /** What is due of this user will not come any more: it has been reported. */
  void forget(String user) {
    due.removeIf(each -> each.user.equals(user));
  }
}
