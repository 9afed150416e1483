package io.rialto.chaos.check;

import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random commands of a few users and symbols, so that they meet each other and every rule. */
final class RandomOrders {

  private static final List<String> SYMBOLS = List.of("A", "B", "CD", "EFG");

  private final RandomGenerator random;

  RandomOrders(RandomGenerator random) {
    this.random = random;
  }

  /** A command without a number. */
  Command next(String user) {
    CommandKind kind = CommandKind.forNumber(1 + random.nextInt(16));
    Command.Builder command = Command.newBuilder().setKind(kind).setUser(user);
    return switch (kind) {
      case ADD -> command.setAmountCents(1 + random.nextInt(5_000_00)).build();
      case QUOTE, CANCEL_SET_BUY, CANCEL_SET_SELL -> command.setSymbol(symbol()).build();
      case BUY, SET_BUY_AMOUNT ->
          command.setSymbol(symbol()).setAmountCents(1 + random.nextInt(800_00)).build();
      case SELL, SET_SELL_AMOUNT ->
          command.setSymbol(symbol()).setAmountCents(1 + random.nextInt(400_00)).build();
      case SET_BUY_TRIGGER, SET_SELL_TRIGGER ->
          command.setSymbol(symbol()).setAmountCents(1 + random.nextInt(150_00)).build();
      case COMMIT_BUY, CANCEL_BUY, COMMIT_SELL, CANCEL_SELL, DISPLAY_SUMMARY -> command.build();
      case DUMPLOG -> command.setFilename("dump").build();
      case COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("" + kind);
    };
  }

  private String symbol() {
    return SYMBOLS.get(random.nextInt(SYMBOLS.size()));
  }
}
