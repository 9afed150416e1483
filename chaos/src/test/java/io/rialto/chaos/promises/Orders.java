package io.rialto.chaos.promises;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.SessionCommand;

/** The few commands that these tests need. */
final class Orders {

  private Orders() {}

  static Command add(String user, long cents) {
    return Command.newBuilder()
        .setKind(CommandKind.ADD)
        .setUser(user)
        .setAmountCents(cents)
        .build();
  }

  static Command numbered(Command command, long number) {
    return command.toBuilder().setNumber(number).build();
  }

  static Command buy(String user, String symbol, long cents) {
    return withSymbol(CommandKind.BUY, user, symbol, cents);
  }

  static Command setBuyAmount(String user, String symbol, long cents) {
    return withSymbol(CommandKind.SET_BUY_AMOUNT, user, symbol, cents);
  }

  private static Command withSymbol(CommandKind kind, String user, String symbol, long cents) {
    return Command.newBuilder()
        .setKind(kind)
        .setUser(user)
        .setSymbol(symbol)
        .setAmountCents(cents)
        .build();
  }

  static Command of(CommandKind kind, String user) {
    return Command.newBuilder().setKind(kind).setUser(user).build();
  }

  /** The command with its place in a session, none of whose replies is forgotten. */
  static SessionCommand in(long session, long sequence, long predecessor, Command command) {
    return SessionCommand.newBuilder()
        .setSession(session)
        .setSequence(sequence)
        .setLowestUnanswered(1)
        .setPredecessor(predecessor)
        .setCommand(command)
        .build();
  }
}
