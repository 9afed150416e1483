package io.rialto.workloads;

import io.rialto.proto.trading.Command;

/**
 * A well-formed line.
 *
 * @param command checked, its symbol in upper case, with the line's number as its transaction
 *     number
 */
public record WorkloadCommand(long number, Command command) implements WorkloadLine {

  /** The administrator's DUMPLOG: executed after all others. */
  public boolean isDumpOfEveryone() {
    return command.getUser().isEmpty();
  }
}
