package io.rialto.workloads;

import io.rialto.proto.trading.CommandKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Which command a user sends after which: how often each followed each, in thousandths, in the real
 * file of 100 users. So single commands come as often as there (SPEC, "Workload files"), and a BUY
 * is mostly committed, an amount mostly gets its trigger.
 */
final class CommandMix {

  private static final CommandKind[] KINDS = {
    CommandKind.ADD,
    CommandKind.QUOTE,
    CommandKind.BUY,
    CommandKind.COMMIT_BUY,
    CommandKind.CANCEL_BUY,
    CommandKind.SELL,
    CommandKind.COMMIT_SELL,
    CommandKind.CANCEL_SELL,
    CommandKind.SET_BUY_AMOUNT,
    CommandKind.SET_BUY_TRIGGER,
    CommandKind.CANCEL_SET_BUY,
    CommandKind.SET_SELL_AMOUNT,
    CommandKind.SET_SELL_TRIGGER,
    CommandKind.CANCEL_SET_SELL,
    CommandKind.DISPLAY_SUMMARY
  };

  /** By the command before; the columns stand in the order of {@link #KINDS}. */
  private static final Map<CommandKind, int[]> FOLLOWERS = new EnumMap<>(CommandKind.class);

  static {
    after(CommandKind.ADD, 8, 402, 392, 21, 9, 22, 9, 21, 12, 19, 12, 20, 10, 22, 21);
    after(CommandKind.QUOTE, 96, 198, 304, 20, 21, 29, 20, 19, 71, 70, 18, 32, 22, 20, 58);
    after(CommandKind.BUY, 18, 52, 31, 498, 103, 30, 28, 30, 30, 30, 31, 30, 29, 31, 30);
    after(CommandKind.COMMIT_BUY, 198, 99, 98, 11, 9, 99, 9, 11, 68, 70, 10, 68, 76, 20, 154);
    after(CommandKind.CANCEL_BUY, 207, 97, 99, 9, 10, 96, 11, 9, 74, 74, 14, 62, 65, 18, 153);
    after(CommandKind.SELL, 22, 54, 32, 28, 31, 26, 482, 103, 30, 31, 33, 29, 32, 34, 32);
    after(CommandKind.COMMIT_SELL, 200, 103, 102, 6, 7, 98, 8, 11, 74, 72, 8, 73, 69, 20, 150);
    after(CommandKind.CANCEL_SELL, 202, 104, 97, 8, 10, 99, 10, 5, 68, 70, 8, 67, 73, 24, 155);
    after(CommandKind.SET_BUY_AMOUNT, 0, 55, 45, 0, 0, 49, 0, 0, 0, 708, 94, 0, 0, 0, 49);
    after(CommandKind.SET_BUY_TRIGGER, 201, 97, 94, 9, 9, 107, 11, 12, 77, 72, 11, 68, 69, 16, 147);
    after(CommandKind.CANCEL_SET_BUY, 200, 108, 91, 9, 11, 103, 10, 9, 67, 75, 10, 72, 57, 20, 157);
    after(CommandKind.SET_SELL_AMOUNT, 0, 51, 49, 0, 0, 45, 0, 0, 0, 0, 0, 0, 701, 106, 48);
    after(
        CommandKind.SET_SELL_TRIGGER, 202, 93, 109, 9, 11, 93, 10, 10, 71, 68, 12, 67, 71, 19, 156);
    after(CommandKind.CANCEL_SET_SELL, 189, 98, 98, 9, 13, 103, 11, 9, 71, 76, 13, 72, 69, 15, 154);
    after(
        CommandKind.DISPLAY_SUMMARY, 194, 106, 95, 11, 9, 96, 10, 11, 74, 71, 10, 70, 68, 20, 154);
  }

  private CommandMix() {}

  /**
   * A user's next command.
   *
   * @param previous the user's command before; null for the first, which is always ADD
   */
  static CommandKind next(CommandKind previous, Random random) {
    if (previous == null) {
      return CommandKind.ADD;
    }
    int[] weights = FOLLOWERS.get(previous);
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int drawn = random.nextInt(total);
    int column = 0;
    while (drawn >= weights[column]) {
      drawn -= weights[column];
      column++;
    }
    return KINDS[column];
  }

  private static void after(CommandKind previous, int... weights) {
    FOLLOWERS.put(previous, weights);
  }
}
