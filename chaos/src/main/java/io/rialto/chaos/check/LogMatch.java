package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditReplay;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.audit.ReplayedAccount;
import io.rialto.chaos.audit.ReplayedCommand;
import io.rialto.chaos.audit.ReplyComparison;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Reply;
import java.util.Map;

/**
 * Joins the audit log with the history while it is replayed: gives each command its place, compares
 * each reply, and notes what stands twice or was sent by nobody.
 */
final class LogMatch {

  private final Findings findings;
  private final Map<Long, Operation> byNumber;
  private final ReplyComparison comparison;
  private final AccountReads reads;
  private AuditReplay replay;
  private int commands;
  private long strangers;
  private long firstStranger;

  LogMatch(Findings findings, Map<Long, Operation> byNumber, AccountReads reads) {
    this.findings = findings;
    this.byNumber = byNumber;
    this.comparison = new ReplyComparison(findings);
    this.reads = reads;
  }

  /** Says whose accounts it looks at. */
  void follow(AuditReplay followed) {
    replay = followed;
  }

  /** Takes a command of the audit log, in its order, while accounts are as right after it. */
  void accept(ReplayedCommand replayed) {
    long number = replayed.command().number();
    commands++;
    Operation operation = byNumber.get(number);
    if (operation == null) {
      if (strangers++ == 0) {
        firstStranger = number;
      }
      return;
    }
    if (replayed.refusedBySession()) {
      operation.refusals++;
      return;
    }
    if (operation.position > 0) {
      findings.add(
          Kind.DUPLICATED,
          number,
          "command "
              + number
              + " stands in the audit log again, at log time "
              + replayed.command().timestampMillis());
      return;
    }
    ReplayedAccount account = replay.account(replayed.command().user());
    boolean open = mayBeOf(operation);
    for (Operation each = operation; each != null; each = each.sameNumber) {
      if (!open || !isExcluded(each)) {
        each.position = commands;
        compare(each, replayed, account);
      }
    }
  }

  /** Whether any of the calls with this number may have led to what stands in the log. */
  private static boolean mayBeOf(Operation operation) {
    for (Operation each = operation; each != null; each = each.sameNumber) {
      if (!isExcluded(each)) {
        return true;
      }
    }
    return false;
  }

  /** A call that surely did not happen: its command was sent again, in another call. */
  private static boolean isExcluded(Operation operation) {
    CommandResult result = operation.result();
    return (result != null && Settled.notInLog(result)) || operation.isCancelled();
  }

  private void compare(Operation operation, ReplayedCommand replayed, ReplayedAccount account) {
    compare(operation, operation.result(), replayed, account);
    if (operation.resolves != null) {
      for (Operation resolve : operation.resolves) {
        compare(operation, resolve.result(), replayed, account);
      }
    }
  }

  private void compare(
      Operation operation,
      CommandResult result,
      ReplayedCommand replayed,
      ReplayedAccount account) {
    if (result == null || !Settled.inLog(result)) {
      return;
    }
    comparison.compare(operation.command(), result, replayed);
    Reply reply = result.reply();
    boolean first = result == operation.result() && !reply.getDuplicate();
    if (first && reply.hasSummary() && account != null) {
      reads.compare(operation, reply.getSummary(), account, replayed.command().timestampMillis());
    }
  }

  int commands() {
    return commands;
  }

  /**
   * Judges what stands in the log and not in the history.
   *
   * @param whole whether the history has all that was sent
   * @return what is open, in words; empty if nothing is
   */
  String strangers(boolean whole) {
    if (strangers == 0) {
      return "";
    }
    String text =
        strangers
            + (strangers == 1 ? " command" : " commands")
            + " in the audit log, the first of number "
            + firstStranger
            + ", that nobody sent by the history";
    if (whole) {
      findings.add(Kind.EVENT, firstStranger, text);
      return "";
    }
    return text + ", which is not whole";
  }
}
