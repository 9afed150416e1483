package io.rialto.node.ingress;

import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;

/**
 * An operation on its way into the log, already checked.
 *
 * @param operation as it will stand in the log
 * @param command of the operation, or null for OpenSession and Resolve
 * @param laneName in whose order it stands: a user's, or that of no user
 * @param attempt null for an operation that is not protected against being sent twice
 * @param arrivedNanos when it was received ({@link System#nanoTime})
 */
record Waiting(
    LoggedOperation operation,
    Command command,
    String laneName,
    Attempt attempt,
    ReplyTo replyTo,
    long arrivedNanos) {

  /** An operation received at a time ({@link System#nanoTime}). */
  static Waiting of(
      LoggedOperation operation, Attempt attempt, ReplyTo replyTo, long arrivedNanos) {
    Command command =
        switch (operation.getOperationCase()) {
          case SESSION_COMMAND -> operation.getSessionCommand().getCommand();
          case REQUEST_COMMAND -> operation.getRequestCommand().getCommand();
          case OPEN_SESSION, RESOLVE, OPERATION_NOT_SET -> null;
        };
    String laneName = command == null ? "" : command.getUser();
    return new Waiting(operation, command, laneName, attempt, replyTo, arrivedNanos);
  }

  /** An operation that has just been received. */
  static Waiting of(LoggedOperation operation, Attempt attempt, ReplyTo replyTo) {
    return of(operation, attempt, replyTo, System.nanoTime());
  }

  /** The session, or 0 for an operation outside any. */
  long session() {
    return operation.getSessionCommand().getSession();
  }

  boolean needsPrice() {
    return command != null
        && (command.getKind() == CommandKind.QUOTE
            || command.getKind() == CommandKind.BUY
            || command.getKind() == CommandKind.SELL);
  }

  int bytes() {
    return operation.getSerializedSize();
  }
}
