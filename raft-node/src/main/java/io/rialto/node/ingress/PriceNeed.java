package io.rialto.node.ingress;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.AnswerReader;
import io.rialto.node.machine.StateReader;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.node.raft.StateView;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.SessionCommand;

/**
 * Whether a command is worth the cost of a quote: only if it has no answer yet, its user exists
 * and, for BUY, has the funds (SPEC, "Price"). One that is not goes into the log as it is and is
 * answered there.
 */
final class PriceNeed {
  private final ReplicatedMachine machine;

  PriceNeed(ReplicatedMachine machine) {
    this.machine = machine;
  }

  /**
   * To be asked when the user's earlier commands have been applied here.
   *
   * @param logTimeMillis at which it would be done: what is due by then counts as ended
   */
  boolean isWorthFetching(Waiting waiting, long logTimeMillis) {
    try (StateView view = machine.view()) {
      return !isAnswered(view, waiting.operation())
          && mayBeDone(view, waiting.command(), logTimeMillis);
    }
  }

  /** A price that cannot be had must not hide the first answer from a client that asks for it. */
  private static boolean isAnswered(StateReader reader, LoggedOperation operation) {
    SessionCommand command = operation.getSessionCommand();
    return operation.hasSessionCommand()
        ? AnswerReader.isAnswered(reader, command.getSession(), command.getSequence())
        : AnswerReader.isAnswered(reader, operation.getRequestCommand().getRequestId());
  }

  private static boolean mayBeDone(StateReader reader, Command command, long logTimeMillis) {
    long availableCents = AccountReader.availableCents(reader, command.getUser(), logTimeMillis);
    return command.getKind() == CommandKind.BUY
        ? availableCents >= command.getAmountCents()
        : availableCents >= 0;
  }
}
