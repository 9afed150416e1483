package io.rialto.chaos.run;

import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;

/** A command that a user wants done, over all attempts. Used by the workload's one thread. */
final class Errand {

  final Command command;

  /** Its place among the user's errands. */
  final long order;

  /** When the user wanted to send it, of {@link System#nanoTime}. */
  final long meantNanos;

  long sentNanos;

  /** The latest result; its handle resolves an unknown outcome. */
  CommandResult result;

  Errand(Command command, long order, long meantNanos) {
    this.command = command;
    this.order = order;
    this.meantNanos = meantNanos;
  }

  boolean isUnknown() {
    return result != null && result.kind() == CommandResult.Kind.UNKNOWN;
  }
}
