package io.rialto.node.model;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.OpenSession;
import io.rialto.node.machine.Operation.Resolve;
import io.rialto.node.machine.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An endless log out of a seed. Session ids are the machine's to give: {@link #sessionOpened} makes
 * them known. In a third of the seeds there is a crowd: many commands without quotes, and then many
 * quotes with few commands, in turns, so that more is due at once than an entry settles.
 */
final class RandomEntries {

  /** Small, so that they are met. */
  static final MachineLimits LIMITS = new MachineLimits(5, 24, 30, 2, 0, 2);

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long LIFE_MILLIS = 60_000;
  private static final int TIMES_REMEMBERED = 30;

  /** A crowd gathers for so many entries, and is rushed by quotes for as many. */
  private static final int CROWD_ENTRIES = 12;

  private final Random random;
  private final RandomCommands commands;
  private final RandomSessions sessions;
  private final boolean crowd;
  private final int quotesPerEntryMax;

  /** Log times of earlier entries: their orders and quotes end 60 s later. */
  private final List<Long> times = new ArrayList<>();

  private final List<Quote> quotes = new ArrayList<>();
  private long index;
  private long term = 1;
  private long now = START_MILLIS;

  RandomEntries(long seed) {
    // Random's first numbers are alike for neighbouring seeds.
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    crowd = seed % 3 == 0;
    commands = new RandomCommands(random, seed % 2 == 0, crowd);
    quotesPerEntryMax = 1 + random.nextInt(4);
    sessions = new RandomSessions(random, commands, LIMITS);
  }

  Entry next() {
    index += random.nextInt(20) == 0 ? 3 : 1;
    term += random.nextInt(100) == 0 ? 1 : 0;
    long stamp = stamp();
    now = Math.max(now, stamp);
    times.add(now);
    List<Operation> operations = new ArrayList<>();
    for (int count = operationsCount(); count > 0; count--) {
      operations.add(sessions.next());
    }
    List<Quote> entryQuotes = new ArrayList<>();
    for (int count = quotesCount(); count > 0; count--) {
      entryQuotes.add(quote(operations));
    }
    quotes.addAll(entryQuotes);
    return new Entry(index, term, "n" + (term % 3 + 1), stamp, entryQuotes, operations);
  }

  private int operationsCount() {
    if (crowd) {
      return isGathering() ? random.nextInt(20) : random.nextInt(3);
    }
    return random.nextInt(7);
  }

  private int quotesCount() {
    if (crowd) {
      return isGathering() ? 0 : random.nextInt(4);
    }
    return random.nextInt(2 + quotesPerEntryMax) - 1;
  }

  private boolean isGathering() {
    return times.size() / CROWD_ENTRIES % 2 == 0;
  }

  void sessionOpened(long id) {
    sessions.opened(id);
  }

  /**
   * The leader's clock: creeps, jumps, goes back, and likes to hit what happened 60 s ago to the
   * millisecond.
   */
  private long stamp() {
    if (crowd && times.size() % (2 * CROWD_ENTRIES) == 0 && random.nextBoolean()) {
      // Without a valid quote nothing fires when it is armed.
      return now + LIFE_MILLIS + 1;
    }
    int dice = random.nextInt(1000);
    if (dice < 300) {
      return now;
    } else if (dice < 650) {
      return now + random.nextInt(500);
    } else if (dice < 800) {
      return now + random.nextInt(15_000);
    } else if (dice < 930) {
      return boundary();
    } else if (dice < 980) {
      return now - random.nextInt(100_000);
    } else if (dice < 985) {
      return now + 10 * 60_000 - 1 + random.nextInt(3);
    } else if (dice < 988) {
      return now + 12 * 3_600_000 - 1 + random.nextInt(3);
    } else if (dice < 990) {
      return now + 24 * 3_600_000 - 1 + random.nextInt(3);
    }
    return now + random.nextInt(70_000);
  }

  private long boundary() {
    if (times.isEmpty()) {
      return now;
    }
    int back = random.nextInt(Math.min(TIMES_REMEMBERED, times.size()));
    return times.get(times.size() - 1 - back) + LIFE_MILLIS - 1 + random.nextInt(3);
  }

  private Quote quote(List<Operation> operations) {
    if (!quotes.isEmpty() && random.nextInt(8) == 0) {
      // The same time once more, so not newer, whatever its price.
      Quote old = quotes.get(Math.max(0, quotes.size() - 1 - random.nextInt(4)));
      return quote(old.symbol(), old.timeMillis(), 0);
    }
    int forOperation = operations.isEmpty() ? 0 : random.nextInt(operations.size() + 1);
    if (forOperation > 0 && !isCommand(operations.get(forOperation - 1))) {
      forOperation = 0;
    }
    return quote(commands.symbol(), quoteTime(), forOperation);
  }

  private static boolean isCommand(Operation operation) {
    return !(operation instanceof OpenSession) && !(operation instanceof Resolve);
  }

  private long quoteTime() {
    return switch (random.nextInt(12)) {
      case 0 -> now - LIFE_MILLIS - 1 + random.nextInt(3);
      case 1 -> now + random.nextInt(5_000);
      case 2, 3, 4 -> now - random.nextInt(70_000);
      case 5, 6 -> now;
      default -> now - random.nextInt(200);
    };
  }

  private Quote quote(String symbol, long time, int forOperation) {
    return new Quote(
        symbol,
        commands.price(),
        commands.user(),
        5_000_000 + random.nextInt(1000),
        forOperation,
        time,
        time - 7,
        "key" + random.nextInt(1000),
        "proxy" + random.nextInt(2),
        "key-1",
        new byte[] {1, 2, 3});
  }
}
