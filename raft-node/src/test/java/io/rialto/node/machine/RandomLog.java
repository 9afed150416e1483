package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Entries at random, the same for the same seed: few users unless told otherwise and few symbols,
 * so that they meet; small and extreme amounts; time that mostly creeps and sometimes leaps or runs
 * back; commands in a session, some of them sent twice, and outside one.
 */
final class RandomLog {
  private static final List<String> USERS = List.of("alice", "bob", "al", "Carol");
  private static final String[] SYMBOLS = {"A", "ABC", "XYZ"};

  /** Of an entry. */
  private static final int OPERATIONS_MAX = 5;

  private final Random random;
  private final List<String> users;
  private final List<Operation> sent = new ArrayList<>();
  private long index;
  private long stamp = TradingFloor.START_MILLIS;
  private long sequence;

  RandomLog(long seed) {
    this(seed, USERS);
  }

  /** With so many users, who hardly meet. */
  RandomLog(long seed, int users) {
    this(seed, IntStream.range(0, users).mapToObj(number -> "user-" + number).toList());
  }

  private RandomLog(long seed, List<String> users) {
    this.random = new Random(seed);
    this.users = users;
  }

  /** The seed to test with: a fresh one, or that of {@code -Drialto.seed}. */
  static long seed() {
    return Long.getLong("rialto.seed", System.nanoTime());
  }

  /** The first entries, if each user is to have an account; so many users an entry. */
  List<Entry> accounts(int usersAnEntry) {
    List<Entry> entries = new ArrayList<>();
    for (int from = 0; from < users.size(); from += usersAnEntry) {
      List<Operation> adds = new ArrayList<>();
      for (String user : users.subList(from, Math.min(users.size(), from + usersAnEntry))) {
        Command add = new Command(CommandKind.ADD, user, "", 5_000, "", 0);
        adds.add(new Operation.RequestCommand("", "", add));
      }
      entries.add(entry(List.of(), adds));
    }
    return entries;
  }

  List<Entry> entries(int count) {
    return entries(count, OPERATIONS_MAX);
  }

  /** Entries of up to so many operations. */
  List<Entry> entries(int count, int operationsMax) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(List.of(), List.of(new Operation.OpenSession())));
    while (entries.size() < count) {
      entries.add(entry(quotes(), operations(operationsMax)));
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

  private List<Operation> operations(int max) {
    List<Operation> operations = new ArrayList<>();
    for (int count = random.nextInt(max + 1); count > 0; count--) {
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
    String user = users.get(random.nextInt(users.size()));
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
