package io.rialto.node.ingress;

import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;

/**
 * An operation on its way into the log, already checked. What the sequencer decides by is looked up
 * while the operation is in the processor's caches, which it has left when its turn comes.
 *
 * @param operation as it will stand in the log
 * @param command of the operation, or null for OpenSession and Resolve
 * @param laneName in whose order it stands: a user's, or that of no user
 * @param pricedSymbol the symbol of a command that wants a price, one object for all; else null
 * @param bytes of the operation in the log
 * @param attempt null for an operation that is not protected against being sent twice
 * @param arrivedNanos when it was received ({@link System#nanoTime})
 */
record Waiting(
    LoggedOperation operation,
    Command command,
    String laneName,
    String pricedSymbol,
    int bytes,
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
    String pricedSymbol = needsPrice(command) ? command.getSymbol().intern() : null;
    return new Waiting(
        operation,
        command,
        laneName,
        pricedSymbol,
        operation.getSerializedSize(),
        attempt,
        replyTo,
        arrivedNanos);
  }

  /** An operation that has just been received. */
  static Waiting of(LoggedOperation operation, Attempt attempt, ReplyTo replyTo) {
    return of(operation, attempt, replyTo, System.nanoTime());
  }

  /** The session, or 0 for an operation outside any. */
  long session() {
    return operation.getSessionCommand().getSession();
  }

  private static boolean needsPrice(Command command) {
    return command != null
        && (command.getKind() == CommandKind.QUOTE
            || command.getKind() == CommandKind.BUY
            || command.getKind() == CommandKind.SELL);
  }
}
