package io.rialto.node.ingress;

import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;

/**
 * An operation on its way into the log, already checked.
 *
 * @param operation as it will stand in the log
 * @param attempt null for an operation that is not protected against being sent twice
 * @param arrivedNanos when it was received ({@link System#nanoTime})
 */
record Waiting(LoggedOperation operation, Attempt attempt, ReplyTo replyTo, long arrivedNanos) {

  /** One that has just been received. */
  Waiting(LoggedOperation operation, Attempt attempt, ReplyTo replyTo) {
    this(operation, attempt, replyTo, System.nanoTime());
  }

  /** The command, or null for OpenSession and Resolve. */
  Command command() {
    return switch (operation.getOperationCase()) {
      case SESSION_COMMAND -> operation.getSessionCommand().getCommand();
      case REQUEST_COMMAND -> operation.getRequestCommand().getCommand();
      case OPEN_SESSION, RESOLVE, OPERATION_NOT_SET -> null;
    };
  }

  /** In whose order it stands: a user's, or that of no user. */
  String laneName() {
    Command command = command();
    return command == null ? "" : command.getUser();
  }

  /** The session, or 0 for an operation outside any. */
  long session() {
    return operation.getSessionCommand().getSession();
  }

  boolean needsPrice() {
    Command command = command();
    return command != null
        && (command.getKind() == CommandKind.QUOTE
            || command.getKind() == CommandKind.BUY
            || command.getKind() == CommandKind.SELL);
  }

  int bytes() {
    return operation.getSerializedSize();
  }
}
