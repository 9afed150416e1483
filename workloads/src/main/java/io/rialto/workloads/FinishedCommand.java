package io.rialto.workloads;

import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;

/**
 * A command that the replay is done with.
 *
 * @param lineNumber its number in the workload, which is its transaction number
 * @param result the last one; RETRY or UNKNOWN when patience ran out
 * @param startNanos when it was first submitted, or with a rate when it was meant to be ({@link
 *     System#nanoTime})
 * @param endNanos when the result arrived ({@link System#nanoTime})
 */
public record FinishedCommand(
    long lineNumber, Command command, CommandResult result, long startNanos, long endNanos) {

  public boolean isAnswered() {
    return switch (result.kind()) {
      case DONE, REJECTED -> true;
      case RETRY, UNKNOWN -> false;
    };
  }
}
