package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Entries at random, the same for the same seed: few users and symbols, so that they meet; small
 * and extreme amounts; time that mostly creeps and sometimes leaps or runs back; commands in a
 * session, some of them sent twice, and outside one.
 */
final class RandomLog {
  private static final String[] USERS = {"alice", "bob", "al", "Carol"};
  private static final String[] SYMBOLS = {"A", "ABC", "XYZ"};

  private final Random random;
  private final List<Operation> sent = new ArrayList<>();
  private long index;
  private long stamp = TradingFloor.START_MILLIS;
  private long sequence;

  RandomLog(long seed) {
    random = new Random(seed);
  }

  /** The seed to test with: a fresh one, or that of {@code -Drialto.seed}. */
  static long seed() {
    return Long.getLong("rialto.seed", System.nanoTime());
  }

  List<Entry> entries(int count) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(List.of(), List.of(new Operation.OpenSession())));
    while (entries.size() < count) {
      entries.add(entry(quotes(), operations()));
    }
    return entries;
  }

  private Entry entry(List<Quote> quotes, List<Operation> operations) {
    index += 1 + random.nextInt(2);
    stamp += stepMillis();
    return new Entry(index, 1 + index / 100, "n" + index % 3, stamp, quotes, operations);
  }

  private long stepMillis() {
    int die = random.nextInt(100);
    if (die < 3) {
      return 60_001;
    }
    return die < 6 ? -2_000 : random.nextInt(4_000);
  }

  private List<Quote> quotes() {
    List<Quote> quotes = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      String symbol = SYMBOLS[random.nextInt(SYMBOLS.length)];
      long time = stamp - random.nextInt(5_000) + random.nextInt(2_000);
      long price = random.nextInt(50) == 0 ? 1_000_000_000_000L : 1 + random.nextInt(500);
      quotes.add(TradingFloor.quoteOf(symbol, price, time));
    }
    return quotes;
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      operations.add(operation());
    }
    return operations;
  }

  private Operation operation() {
    int die = random.nextInt(100);
    if (die < 10 && !sent.isEmpty()) {
      return sent.get(sent.size() - 1 - random.nextInt(Math.min(10, sent.size())));
    }
    if (die < 12) {
      return new Operation.Resolve(1, Math.max(1, sequence + random.nextInt(4) - 2), 0);
    }
    if (die < 30) {
      String requestId = random.nextBoolean() ? "" : "r" + random.nextInt(1_000);
      return new Operation.RequestCommand(requestId, caller(), command());
    }
    sequence++;
    long lowest = Math.max(1, sequence - 8);
    long predecessor = random.nextInt(4) == 0 ? sequence - 1 : 0;
    Operation operation =
        new Operation.SessionCommand(1, sequence, lowest, predecessor, caller(), command());
    sent.add(operation);
    // One in a while is lost on its way: what follows it waits until it is sent again.
    return random.nextInt(40) == 0 ? operation() : operation;
  }

  private String caller() {
    return random.nextInt(20) == 0 ? "bob" : "";
  }

  private Command command() {
    CommandKind kind = kind();
    String user = USERS[random.nextInt(USERS.length)];
    String symbol = SYMBOLS[random.nextInt(SYMBOLS.length)];
    return new Command(kind, user, symbol, amount(), "", random.nextBoolean() ? 0 : sequence + 1);
  }

  /** What owning shares takes comes oftener than its share, or there would be nothing to sell. */
  private CommandKind kind() {
    return switch (random.nextInt(10)) {
      case 0 -> CommandKind.ADD;
      case 1, 2 -> CommandKind.BUY;
      case 3 -> CommandKind.COMMIT_BUY;
      case 4 -> CommandKind.SET_SELL_AMOUNT;
      case 5 -> CommandKind.SET_SELL_TRIGGER;
      default -> CommandKind.values()[random.nextInt(CommandKind.values().length)];
    };
  }

  private long amount() {
    int die = random.nextInt(30);
    if (die == 0) {
      return 1_000_000_000_000L;
    }
    return die == 1 ? 1 : 1 + random.nextInt(random.nextBoolean() ? 300 : 5_000);
  }
}
