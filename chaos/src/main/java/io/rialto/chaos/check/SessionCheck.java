package io.rialto.chaos.check;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.Findings;
import io.rialto.chaos.history.Call;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Exactly once, as clients see it: a session belongs to one client, a sequence to one command, and
 * who sends a command again gets the first reply again.
 */
final class SessionCheck {

  private static final Comparator<Operation> BY_SEQUENCE =
      Comparator.comparingLong((Operation operation) -> operation.result().session())
          .thenComparingLong(operation -> operation.result().sequence())
          .thenComparingLong(operation -> operation.invokedNanos);

  private final Findings findings;

  SessionCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Operation> operations) {
    List<Operation> inSession = new ArrayList<>();
    Map<String, Operation> requests = new HashMap<>();
    for (Operation operation : operations) {
      CommandResult result = operation.result();
      if (operation.call instanceof Call.Submit && result != null && result.session() != 0) {
        inSession.add(operation);
      } else if (operation.call instanceof Call.Request request && result != null) {
        Operation first = requests.putIfAbsent(request.requestId(), operation);
        if (first != null) {
          compare("request id " + request.requestId(), first, operation);
        }
      }
    }
    inSession.sort(BY_SEQUENCE);
    checkOwners(inSession);
    for (int i = 1; i < inSession.size(); i++) {
      Operation first = inSession.get(i - 1);
      Operation second = inSession.get(i);
      if (first.result().session() == second.result().session()
          && first.result().sequence() == second.result().sequence()) {
        String handle = first.result().session() + "/" + first.result().sequence();
        compare("session and sequence " + handle, first, second);
      }
    }
  }

  private void checkOwners(List<Operation> inSession) {
    Map<Long, Operation> owners = new HashMap<>();
    for (Operation operation : inSession) {
      Operation owner = owners.putIfAbsent(operation.result().session(), operation);
      if (owner != null && !owner.process.equals(operation.process)) {
        findings.add(
            Kind.SESSION,
            operation.command().getNumber(),
            "session "
                + operation.result().session()
                + " was given to two clients: "
                + owner.describe()
                + "; "
                + operation.describe());
        owners.put(operation.result().session(), operation);
      }
    }
  }

  private void compare(String handle, Operation first, Operation second) {
    Command command = first.command();
    if (!command.equals(second.command())) {
      if (Settled.inLog(first.result()) && Settled.inLog(second.result())) {
        report(handle + " was used for two commands and neither was refused", first, second);
      }
    } else if (Settled.inLog(first.result())
        && Settled.inLog(second.result())
        && !plain(first.result().reply()).equals(plain(second.result().reply()))) {
      report(handle + ": the same command sent again got another reply", first, second);
    } else if (isReused(first) || isReused(second)) {
      report(handle + ": the same command sent again was refused as another", first, second);
    }
  }

  private static boolean isReused(Operation operation) {
    return operation.result().reply().getCode() == ResultCode.SEQUENCE_REUSED;
  }

  /** Without what may differ: a query's body is made afresh. */
  private static Reply plain(Reply reply) {
    return reply.toBuilder().clearDuplicate().clearSummary().build();
  }

  private void report(String what, Operation first, Operation second) {
    findings.add(
        Kind.SESSION,
        second.command().getNumber(),
        what + ": " + first.describe() + "; " + second.describe());
  }
}
