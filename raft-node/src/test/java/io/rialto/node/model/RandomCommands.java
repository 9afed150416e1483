package io.rialto.node.model;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import java.util.List;
import java.util.Random;

/**
 * Random well-formed commands of few users and symbols, so that they meet each other. Half of the
 * seeds trade small amounts, half the greatest that SPEC "Values" allows, by two users in one
 * symbol, where the caps are. In a crowd all users trade, and arm triggers above all, so that a
 * quote reaches many at once.
 */
final class RandomCommands {

  private static final long AMOUNT_MAX = 1_000_000_000_000L;

  static final List<String> USERS = List.of("alice", "bob", "Bob", "c", "~dora!");
  private static final List<String> SYMBOLS = List.of("A", "BC", "XYZ");

  private static final long[] SMALL_AMOUNTS = {1, 2, 50, 99, 100, 101, 350, 777, 1000, 2000};
  private static final long[] SMALL_PRICES = {1, 7, 10, 33, 50, 51, 99, 100, 101, 400, 999};
  private static final long[] GREAT_AMOUNTS = {
    1, AMOUNT_MAX / 10, AMOUNT_MAX - 1, AMOUNT_MAX, AMOUNT_MAX, AMOUNT_MAX, AMOUNT_MAX
  };

  /**
   * At 1 cent the greatest amount buys 10^12 shares, near 2^40; at 9007 these sell for nearly 2^53
   * cents.
   */
  private static final long[] GREAT_PRICES = {
    1, 1, 1, 1, 1, 2, 4_000, 9_007, 9_007, 9_008, AMOUNT_MAX - 1, AMOUNT_MAX
  };

  /** How often each command comes, in parts of the sum. */
  private static final List<Share> SHARES =
      List.of(
          new Share(CommandKind.ADD, 10),
          new Share(CommandKind.QUOTE, 3),
          new Share(CommandKind.BUY, 16),
          new Share(CommandKind.COMMIT_BUY, 12),
          new Share(CommandKind.CANCEL_BUY, 4),
          new Share(CommandKind.SELL, 10),
          new Share(CommandKind.COMMIT_SELL, 6),
          new Share(CommandKind.CANCEL_SELL, 3),
          new Share(CommandKind.SET_BUY_AMOUNT, 8),
          new Share(CommandKind.SET_BUY_TRIGGER, 8),
          new Share(CommandKind.CANCEL_SET_BUY, 3),
          new Share(CommandKind.SET_SELL_AMOUNT, 8),
          new Share(CommandKind.SET_SELL_TRIGGER, 8),
          new Share(CommandKind.CANCEL_SET_SELL, 3),
          new Share(CommandKind.DUMPLOG, 1),
          new Share(CommandKind.DISPLAY_SUMMARY, 2));

  private static final List<Share> SHARES_IN_A_CROWD =
      List.of(
          new Share(CommandKind.ADD, 10),
          new Share(CommandKind.BUY, 14),
          new Share(CommandKind.COMMIT_BUY, 10),
          new Share(CommandKind.SELL, 6),
          new Share(CommandKind.SET_BUY_AMOUNT, 16),
          new Share(CommandKind.SET_BUY_TRIGGER, 6),
          new Share(CommandKind.SET_SELL_AMOUNT, 12),
          new Share(CommandKind.SET_SELL_TRIGGER, 5),
          new Share(CommandKind.DISPLAY_SUMMARY, 12));

  private record Share(CommandKind kind, int parts) {}

  private final Random random;
  private final boolean great;
  private final boolean crowd;
  private long nextNumber = 1;

  /** In a crowd, who sets an amount mostly arms its trigger next; else null. */
  private Command arming;

  RandomCommands(Random random, boolean great, boolean crowd) {
    this.random = random;
    this.great = great;
    this.crowd = crowd;
  }

  Command next() {
    Command next = arming == null ? any() : arming;
    arming = crowd && random.nextInt(4) > 0 ? arming(next) : null;
    return next;
  }

  /** The command that arms what the command sets; null if it sets no amount. */
  private Command arming(Command command) {
    return switch (command.kind()) {
      case SET_BUY_AMOUNT ->
          command(CommandKind.SET_BUY_TRIGGER, command.user(), command.symbol(), price());
      case SET_SELL_AMOUNT ->
          command(CommandKind.SET_SELL_TRIGGER, command.user(), command.symbol(), price());
      default -> null;
    };
  }

  private Command any() {
    CommandKind kind = kind();
    return switch (kind) {
      case ADD -> command(kind, user(), "", amount());
      case QUOTE, CANCEL_SET_BUY, CANCEL_SET_SELL -> command(kind, user(), symbol(), 0);
      case BUY, SELL, SET_BUY_AMOUNT, SET_SELL_AMOUNT -> command(kind, user(), symbol(), amount());
      case SET_BUY_TRIGGER, SET_SELL_TRIGGER -> command(kind, user(), symbol(), price());
      case COMMIT_BUY, CANCEL_BUY, COMMIT_SELL, CANCEL_SELL, DISPLAY_SUMMARY ->
          command(kind, user(), "", 0);
      case DUMPLOG ->
          new Command(kind, random.nextBoolean() ? "" : user(), "", 0, "./log", number());
    };
  }

  /** Mostly an administrator (no name) or the user, now and then somebody else. */
  String caller(Command command) {
    return switch (random.nextInt(40)) {
      case 0 -> user();
      case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> command.user();
      default -> "";
    };
  }

  String user() {
    return of(great && !crowd ? USERS.subList(0, 2) : USERS);
  }

  String symbol() {
    if (crowd && random.nextBoolean()) {
      return SYMBOLS.get(0);
    }
    return of(great ? SYMBOLS.subList(0, crowd ? 2 : 1) : SYMBOLS);
  }

  long price() {
    long[] prices = great ? GREAT_PRICES : SMALL_PRICES;
    return prices[random.nextInt(prices.length)];
  }

  private long amount() {
    long[] amounts = great ? GREAT_AMOUNTS : SMALL_AMOUNTS;
    return amounts[random.nextInt(amounts.length)];
  }

  /** The client's own, or 0 for the machine to number it. */
  private long number() {
    return random.nextInt(5) < 3 ? nextNumber++ : 0;
  }

  private Command command(CommandKind kind, String user, String symbol, long amountCents) {
    return new Command(kind, user, symbol, amountCents, "", number());
  }

  private CommandKind kind() {
    List<Share> shares = crowd ? SHARES_IN_A_CROWD : SHARES;
    int part = random.nextInt(shares.stream().mapToInt(Share::parts).sum());
    for (Share share : shares) {
      part -= share.parts();
      if (part < 0) {
        return share.kind();
      }
    }
    throw new IllegalStateException("the shares do not add up");
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
