package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.ResultCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Each command against the audit log, after all of it was read: what was acknowledged stands in it,
 * what was sent back does not, and what was unknown is settled one way and stays so.
 */
final class OutcomeCheck {

  private final Findings findings;
  private final HistoryContents history;
  private final List<String> doubts = new ArrayList<>();
  private long acknowledged;
  private long unknown;
  private long resolved;
  private long settledByLog;
  private long unsettled;

  OutcomeCheck(Findings findings, HistoryContents history) {
    this.findings = findings;
    this.history = history;
  }

  void check() {
    for (Operation operation : history.operations) {
      if (operation.command() != null) {
        check(operation);
      }
    }
    if (unsettled > doubts.size()) {
      doubts.add((unsettled - doubts.size()) + " more commands were never settled");
    }
  }

  private void check(Operation operation) {
    CommandResult result = operation.result();
    if (result == null) {
      unknown++;
      checkUnanswered(operation);
    } else if (Settled.inLog(result)) {
      acknowledged++;
      if (operation.position == 0) {
        lost(operation, "was acknowledged at log index " + result.reply().getLogIndex());
      }
    } else if (Settled.notInLog(result)) {
      if (operation.position > 0) {
        findings.add(
            Kind.REPLY,
            operation.command().getNumber(),
            name(operation) + " was sent back, but stands in the audit log");
      }
    } else {
      unknown++;
      checkUnknown(operation);
    }
    checkResolves(operation);
  }

  private void checkUnanswered(Operation operation) {
    if (isResolved(operation)) {
      resolved++;
    } else if (operation.position > 0 || history.diedInTheMiddle(operation)) {
      settledByLog++;
    } else {
      unsettled(operation, "was never answered, although its client lived");
    }
  }

  private void checkUnknown(Operation operation) {
    if (isResolved(operation)) {
      resolved++;
    } else if (operation.position > 0 || history.diedInTheMiddle(operation) || isPast(operation)) {
      settledByLog++;
    } else {
      unsettled(operation, "ended as unknown and was never resolved");
    }
  }

  private static boolean isResolved(Operation operation) {
    return operation.resolves != null
        && operation.resolves.stream()
            .anyMatch(resolve -> resolve.result().kind() != CommandResult.Kind.UNKNOWN);
  }

  /** A resolve came too late to tell; nothing of it can apply any more, so the log decides. */
  private static boolean isPast(Operation operation) {
    return operation.resolves != null
        && operation.resolves.stream().anyMatch(resolve -> Settled.bySession(resolve.result()));
  }

  private void unsettled(Operation operation, String what) {
    if (unsettled++ < CheckLimits.DOUBTS_PER_KIND_MAX) {
      doubts.add(
          name(operation)
              + " "
              + what
              + ", and is not in the audit log: whether it will be applied is open ("
              + operation.describe()
              + ")");
    }
  }

  private void checkResolves(Operation operation) {
    if (operation.resolves == null) {
      return;
    }
    for (Operation resolve : operation.resolves) {
      CommandResult result = resolve.result();
      if (Settled.inLog(result) && operation.position == 0) {
        lost(operation, "was settled as applied at log index " + result.reply().getLogIndex());
      }
      boolean cancelled = result.reply().getCode() == ResultCode.CANCELLED;
      if (cancelled && operation.position > 0) {
        findings.add(
            Kind.RESOLVE,
            operation.command().getNumber(),
            name(operation)
                + " was settled as never to be applied, but stands in the audit log: "
                + resolve.describe());
      }
    }
  }

  private void lost(Operation operation, String what) {
    findings.add(
        Kind.LOST,
        operation.command().getNumber(),
        name(operation) + " " + what + ", but is not in the audit log");
  }

  private static String name(Operation operation) {
    return "command " + operation.command().getNumber();
  }

  /** What is open, in words. */
  List<String> doubts() {
    return doubts;
  }

  long acknowledged() {
    return acknowledged;
  }

  long unknown() {
    return unknown;
  }

  long resolved() {
    return resolved;
  }

  long settledByLog() {
    return settledByLog;
  }

  long unsettled() {
    return unsettled;
  }
}
