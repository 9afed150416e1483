package io.rialto.node.simulation;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.util.List;

/** Random well-formed commands of few users and symbols, so that they meet each other. */
final class CommandMix {
  private static final List<String> SYMBOLS = List.of("A", "BC", "XYZ");

  /** What owning shares takes comes oftener than the rest. */
  private static final List<CommandKind> KINDS =
      List.of(
          CommandKind.ADD,
          CommandKind.ADD,
          CommandKind.ADD,
          CommandKind.QUOTE,
          CommandKind.BUY,
          CommandKind.BUY,
          CommandKind.BUY,
          CommandKind.BUY,
          CommandKind.COMMIT_BUY,
          CommandKind.COMMIT_BUY,
          CommandKind.COMMIT_BUY,
          CommandKind.CANCEL_BUY,
          CommandKind.SELL,
          CommandKind.SELL,
          CommandKind.COMMIT_SELL,
          CommandKind.COMMIT_SELL,
          CommandKind.CANCEL_SELL,
          CommandKind.SET_BUY_AMOUNT,
          CommandKind.SET_BUY_AMOUNT,
          CommandKind.SET_BUY_TRIGGER,
          CommandKind.SET_BUY_TRIGGER,
          CommandKind.CANCEL_SET_BUY,
          CommandKind.SET_SELL_AMOUNT,
          CommandKind.SET_SELL_AMOUNT,
          CommandKind.SET_SELL_TRIGGER,
          CommandKind.SET_SELL_TRIGGER,
          CommandKind.CANCEL_SET_SELL,
          CommandKind.DUMPLOG,
          CommandKind.DISPLAY_SUMMARY);

  private final Chance chance;

  CommandMix(Chance chance) {
    this.chance = chance;
  }

  Command add(String user, long number) {
    return Command.newBuilder()
        .setKind(CommandKind.ADD)
        .setUser(user)
        .setNumber(number)
        .setAmountCents(chance.between(1_000, 50_000))
        .build();
  }

  Command next(String user, long number) {
    CommandKind kind = chance.of(KINDS);
    if (kind == CommandKind.ADD) {
      return add(user, number);
    }
    Command.Builder command = Command.newBuilder().setKind(kind).setUser(user).setNumber(number);
    return switch (kind) {
      case QUOTE, CANCEL_SET_BUY, CANCEL_SET_SELL -> command.setSymbol(chance.of(SYMBOLS)).build();
      case BUY, SELL, SET_BUY_AMOUNT, SET_SELL_AMOUNT ->
          command.setSymbol(chance.of(SYMBOLS)).setAmountCents(chance.between(50, 6_000)).build();
      case SET_BUY_TRIGGER, SET_SELL_TRIGGER ->
          command.setSymbol(chance.of(SYMBOLS)).setAmountCents(chance.between(50, 2_500)).build();
      case DUMPLOG -> command.setFilename("dump").build();
      default -> command.build();
    };
  }
}
