package io.rialto.node.ingress;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.node.raft.StateView;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;

/**
 * Whether a command is worth the cost of a quote: only if its user exists and, for BUY, has the
 * funds (SPEC, "Price"). One that is not goes into the log as it is and is rejected there.
 */
final class PriceNeed {
  private final ReplicatedMachine machine;

  PriceNeed(ReplicatedMachine machine) {
    this.machine = machine;
  }

  /** To be asked when the user's earlier commands have been applied here. */
  boolean isWorthFetching(Waiting waiting) {
    Command command = waiting.command();
    try (StateView view = machine.view()) {
      long availableCents = AccountReader.availableCents(view, command.getUser());
      return command.getKind() == CommandKind.BUY
          ? availableCents >= command.getAmountCents()
          : availableCents >= 0;
    }
  }
}
