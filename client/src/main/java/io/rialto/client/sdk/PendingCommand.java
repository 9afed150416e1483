package io.rialto.client.sdk;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import java.util.concurrent.CompletableFuture;

/** One command from its submit to its result. Loop thread only. */
final class PendingCommand {

  enum State {
    /** No sequence yet: the session is not open, or its window is full. */
    WAITING,
    /** Behind a command of the same user that has to be sent first. */
    BLOCKED,
    /** To be sent as soon as the stream takes it. */
    READY,
    /** To be sent again after a pause. */
    DELAYED,
    /** Sent, not yet answered. */
    OUTSTANDING,
    FINISHED
  }

  final long order;
  final Command command;
  final long deadlineNanos;
  final CompletableFuture<CommandResult> future;

  /** Whether it counts against the commands in flight. */
  final boolean holdsPermit;

  State state = State.WAITING;
  long sequence;
  int attempts;

  /** How often in a row it came back because the command before it had no result. */
  int misses;

  /**
   * An earlier attempt may yet be applied, or was: without a final reply its outcome is unknown.
   */
  boolean uncertain;

  long notBeforeNanos;
  long sentNanos;
  Reply lastRefusal;

  /** The stream on which it is outstanding, else null. */
  CommandStream stream;

  /** Its user's line, from when it has a sequence. */
  UserLine line;

  /** Its neighbours in the line. */
  PendingCommand previous;

  PendingCommand next;

  /**
   * @param order of the submits, from 0 on
   */
  PendingCommand(
      long order,
      Command command,
      long deadlineNanos,
      CompletableFuture<CommandResult> future,
      boolean holdsPermit) {
    this.order = order;
    this.command = command;
    this.deadlineNanos = deadlineNanos;
    this.future = future;
    this.holdsPermit = holdsPermit;
  }

  /**
   * By identity, and still in the order of the submits: sets have those together that are looked
   * for one after the other.
   */
  @Override
  public int hashCode() {
    return Long.hashCode(order);
  }

  boolean mayHaveHappened() {
    return uncertain || state == State.OUTSTANDING;
  }
}
