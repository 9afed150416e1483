package io.rialto.client.sdk;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;

/** Commands for tests; the amount tells them apart. */
final class Commands {

  private Commands() {}

  static Command add(String user, long amountCents) {
    return Command.newBuilder()
        .setKind(CommandKind.ADD)
        .setUser(user)
        .setAmountCents(amountCents)
        .build();
  }
}
