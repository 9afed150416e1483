package io.rialto.node.simulation;

import io.rialto.proto.trading.Command;

/** One command of a simulated client from its submit to its end, with the states of the SDK. */
final class PendingCommand {

  enum State {
    WAITING,
    BLOCKED,
    READY,
    DELAYED,
    OUTSTANDING,
    FINISHED
  }

  final long order;
  final Command command;
  final long submittedMicros;
  final long deadlineMicros;

  State state = State.WAITING;
  long sequence;
  int misses;

  /** An earlier attempt may yet be applied, or was. */
  boolean uncertain;

  long notBeforeMicros;
  Connection connection;

  /** Neighbours in the user's line. */
  PendingCommand previous;

  PendingCommand next;

  PendingCommand(long order, Command command, long submittedMicros, long deadlineMicros) {
    this.order = order;
    this.command = command;
    this.submittedMicros = submittedMicros;
    this.deadlineMicros = deadlineMicros;
  }

  boolean mayHaveHappened() {
    return uncertain || state == State.OUTSTANDING;
  }

  boolean mayFollow() {
    return previous == null || previous.state == State.OUTSTANDING;
  }

  boolean mayFollowOn(Connection connection) {
    return previous == null
        || (previous.state == State.OUTSTANDING && previous.connection == connection);
  }
}
