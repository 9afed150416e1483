package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.history.Call;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was answered before something was called must come before it in the log, whoever called: a
 * command later than all that was answered before it began, a strict read not before it, a session
 * read not before what its own client had seen.
 *
 * <p>One pass over calls and answers in the order of their times, so n log n.
 */
final class RealTimeCheck {

  private final Findings findings;

  /** The answered operation that shows the highest log index so far. */
  private Operation newest;

  /** The answered command that stands furthest in the audit log so far. */
  private Operation furthest;

  private final Map<String, Operation> newestOfProcess = new HashMap<>();

  RealTimeCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Operation> operations) {
    List<Operation> called =
        operations.stream().sorted(Comparator.comparingLong(each -> each.invokedNanos)).toList();
    List<Operation> answered =
        operations.stream()
            .filter(each -> each.answer != null)
            .sorted(Comparator.comparingLong(each -> each.returnedNanos))
            .toList();
    int next = 0;
    for (Operation operation : called) {
      while (next < answered.size() && answered.get(next).returnedNanos < operation.invokedNanos) {
        remember(answered.get(next++));
      }
      look(operation);
    }
  }

  private void remember(Operation answered) {
    long logIndex = answered.logIndexSeen();
    if (logIndex == 0) {
      return;
    }
    if (newest == null || logIndex > newest.logIndexSeen()) {
      newest = answered;
    }
    newestOfProcess.merge(
        answered.process,
        answered,
        (before, now) -> now.logIndexSeen() > before.logIndexSeen() ? now : before);
    if (answered.position > 0 && (furthest == null || answered.position > furthest.position)) {
      furthest = answered;
    }
  }

  private void look(Operation operation) {
    Command command = operation.command();
    if (command != null) {
      if (operation.sameNumber == null) {
        lookAtCommand(operation, command);
      }
    } else if (operation.logIndexSeen() > 0 && !(operation.call instanceof Call.Resolve)) {
      lookAtRead(operation);
    }
  }

  private void lookAtCommand(Operation operation, Command command) {
    long logIndex = operation.result() == null ? 0 : operation.logIndexSeen();
    if (newest != null && logIndex > 0 && logIndex <= newest.logIndexSeen()) {
      findings.add(
          Kind.REAL_TIME,
          command.getNumber(),
          "command "
              + command.getNumber()
              + " stands at log index "
              + logIndex
              + ", although it was called after log index "
              + newest.logIndexSeen()
              + " had been seen by: "
              + newest.describe());
    } else if (furthest != null
        && operation.position > 0
        && operation.position < furthest.position) {
      findings.add(
          Kind.REAL_TIME,
          command.getNumber(),
          "command "
              + command.getNumber()
              + " stands in the log before what had been answered before it was called: "
              + furthest.describe());
    }
  }

  private void lookAtRead(Operation read) {
    Operation must =
        read.consistency() == Consistency.STRICT
            ? newest
            : read.consistency() == Consistency.SESSION ? newestOfProcess.get(read.process) : null;
    if (must != null && read.logIndexSeen() < must.logIndexSeen()) {
      findings.add(
          Kind.READ,
          0,
          "stale: "
              + read.describe()
              + "; but before it began log index "
              + must.logIndexSeen()
              + " had been seen by: "
              + must.describe());
    }
  }
}
