package io.rialto.node.model;

import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random logs, applied to the machine and to the model: every result, audit event and account must
 * agree. A failure names its seed; {@code -Drialto.model.seed=N} repeats that seed alone, {@code
 * -Drialto.model.seeds=N} runs that many.
 */
@Tag("P2")
@Tag("P3")
@Tag("P5")
class MachineAgreesWithTheNaiveModelTest {

  private static final int ENTRIES_PER_SEED = 300;
  private static final int SEEDS = 120;

  /** With other tests on the machine, fewer seeds rather than a slow build. */
  private static final long TIME_MAX_NANOS = 20_000_000_000L;

  private record Failure(Throwable cause) {

    /** Whether the other failure, which may be null for none, differs in the same thing. */
    private boolean isLike(Failure other) {
      return other != null && firstLine().equals(other.firstLine());
    }

    private String firstLine() {
      return cause.toString().lines().findFirst().orElse("");
    }
  }

  @Test
  void randomLogsGiveTheSameResultsAccountsAndAuditEvents() {
    Long only = Long.getLong("rialto.model.seed");
    if (only != null) {
      run(only);
      return;
    }
    int seeds = Integer.getInteger("rialto.model.seeds", SEEDS);
    boolean bounded = System.getProperty("rialto.model.seeds") == null;
    long start = System.nanoTime();
    for (long seed = 1; seed <= seeds; seed++) {
      run(seed);
      if (bounded && System.nanoTime() - start > TIME_MAX_NANOS) {
        return;
      }
    }
  }

  private static void run(long seed) {
    List<Entry> entries = new ArrayList<>();
    Failure failure = generate(seed, entries);
    if (failure == null) {
      return;
    }
    List<Entry> shrunk = new ShrunkLog(log -> failure.isLike(replay(log))).of(entries);
    Failure smallest = replay(shrunk);
    throw new AssertionError(
        report(seed, entries.size(), shrunk, smallest == null ? failure : smallest),
        failure.cause());
  }

  /** Makes entries and applies them, until one is answered differently. */
  private static Failure generate(long seed, List<Entry> entries) {
    RandomEntries random = new RandomEntries(seed);
    SideBySide both = new SideBySide(RandomEntries.LIMITS);
    try {
      for (int i = 0; i < ENTRIES_PER_SEED; i++) {
        Entry entry = random.next();
        entries.add(entry);
        EntryResult result = both.apply(entry);
        both.checkAccounts();
        both.checkConservation();
        result.results().stream()
            .map(each -> each.reply().session())
            .filter(session -> session > 0)
            .forEach(random::sessionOpened);
      }
      both.checkRows();
      return null;
    } catch (AssertionError | RuntimeException cause) {
      return new Failure(cause);
    }
  }

  private static Failure replay(List<Entry> entries) {
    SideBySide both = new SideBySide(RandomEntries.LIMITS);
    try {
      for (Entry entry : entries) {
        both.apply(entry);
        both.checkAccounts();
        both.checkConservation();
      }
      both.checkRows();
      return null;
    } catch (AssertionError | RuntimeException cause) {
      return new Failure(cause);
    }
  }

  private static String report(long seed, int entries, List<Entry> shrunk, Failure failure) {
    StringBuilder text = new StringBuilder();
    text.append("machine and model disagree; seed ").append(seed);
    text.append(", entry ").append(entries).append("; repeat with -Drialto.model.seed=");
    text.append(seed).append("\n").append(failure.cause()).append("\nafter the shrunk log:");
    for (Entry entry : shrunk) {
      text.append("\n  ").append(entry.index()).append(" on ").append(entry.server());
      text.append(" at ").append(entry.stampMillis());
      entry.quotes().forEach(quote -> text.append("\n    ").append(quote));
      entry.operations().forEach(operation -> text.append("\n    ").append(operation));
    }
    return text.toString();
  }
}
