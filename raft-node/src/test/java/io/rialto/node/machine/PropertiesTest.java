package io.rialto.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Properties over random logs: money and shares are conserved, no balance is negative, a duplicate
 * is answered with the first reply. A failure names its seed; {@code -Drialto.seed} repeats it.
 */
class PropertiesTest {
  private final long seed = RandomLog.seed();

  /** Most accounts are read back all the time, or packed. */
  private final MachineLimits limits =
      new MachineLimits(10, 64, 1_000, 3, seed % 2 == 0 ? 0 : 1 << 20, 1_000);

  private final List<Entry> log = new RandomLog(seed).entries(300);
  private final InMemoryState state = new InMemoryState();
  private final TradingMachine machine = new TradingMachine(state, limits);

  @Tag("P5")
  @RepeatedTest(30)
  void moneyAndSharesAreConservedAfterEveryEntry() {
    Bookkeeper bookkeeper = new Bookkeeper();
    for (Entry entry : log) {
      EntryResult result = apply(entry);
      byte[] block = state.get(Table.AUDIT, Keys.audit(entry.index()));
      List<AuditEvent> events = block == null ? List.of() : AuditBlocks.decode(block);
      bookkeeper.follow(entry, events, result.results());
      AccountReader.users(
          state,
          user -> {
            compare(AccountReader.summary(state, user), bookkeeper, entry.index());
            return true;
          });
    }
  }

  @RepeatedTest(30)
  void whatIsHeldAndReservedIsExactlyWhatOrdersNeed() {
    for (Entry entry : log) {
      apply(entry);
      AccountReader.users(
          state,
          user -> {
            checkHolds(AccountReader.summary(state, user), entry.index());
            return true;
          });
    }
  }

  @Tag("P2")
  @RepeatedTest(30)
  void aSequenceIsExecutedOnceAndEveryDuplicateGetsTheFirstReply() {
    TreeMap<Long, Reply> firstReplies = new TreeMap<>();
    for (Entry entry : log) {
      List<Result> results = apply(entry).results();
      for (int place = 0; place < results.size(); place++) {
        if (entry.operations().get(place) instanceof Operation.SessionCommand command) {
          compare(command.sequence(), results.get(place), firstReplies);
        }
      }
    }
  }

  @Test
  void randomLogsMeetTheRules() {
    TreeSet<String> met = new TreeSet<>();
    for (long fixed = 1; fixed <= 10; fixed++) {
      TradingFloor floor = new TradingFloor(limits);
      for (Entry entry : new RandomLog(fixed).entries(300)) {
        for (Result result : floor.apply(entry).results()) {
          met.add(result.reply().outcome().name());
        }
      }
      for (AuditEvent event : floor.audit()) {
        if (event instanceof AuditEvent.SystemEvent system) {
          met.add("system " + system.command());
        }
      }
    }
    assertThat(met)
        .contains("system BUY", "system SELL", "system SET_BUY_TRIGGER", "system SET_SELL_TRIGGER")
        .contains("OK", "INSUFFICIENT_FUNDS", "INSUFFICIENT_SHARES", "LESS_THAN_ONE_SHARE")
        .contains("NO_VALID_QUOTE", "CANCELLED", "SEQUENCE_FORGOTTEN", "PREDECESSOR_MISSING");
  }

  private EntryResult apply(Entry entry) {
    EntryResult result = machine.apply(entry, false);
    state.write(result.changes());
    return result;
  }

  private void compare(Summary summary, Bookkeeper bookkeeper, long index) {
    String where = "seed " + seed + ", entry " + index;
    String user = summary.user();
    assertThat(summary.cashCents()).as(where).isEqualTo(bookkeeper.cash(user));
    assertThat(summary.cashCents() + summary.reservedCents())
        .as(where)
        .isEqualTo(bookkeeper.money(user));
    for (String symbol : List.of("A", "ABC", "XYZ")) {
      long shares =
          summary.holdings().stream()
              .filter(line -> line.symbol().equals(symbol))
              .mapToLong(line -> line.shares() + line.reserved())
              .sum();
      assertThat(shares).as(where).isEqualTo(bookkeeper.shares(user, symbol));
    }
  }

  private void checkHolds(Summary summary, long index) {
    String where = "seed " + seed + ", entry " + index + ", " + summary;
    long pendingCents =
        summary.pendingBuys().stream().mapToLong(Summary.PendingLine::amountCents).sum();
    assertThat(summary.availableCents()).as(where).isNotNegative();
    assertThat(summary.cashCents() - summary.availableCents()).as(where).isEqualTo(pendingCents);
    assertThat(summary.reservedCents())
        .as(where)
        .isEqualTo(
            summary.buyTriggers().stream().mapToLong(Summary.StandingLine::amountCents).sum());
    for (Summary.HoldingLine line : summary.holdings()) {
      assertThat(line.available()).as(where).isNotNegative();
      assertThat(line.shares() - line.available())
          .as(where)
          .isEqualTo(
              summary.pendingSells().stream()
                  .filter(order -> order.symbol().equals(line.symbol()))
                  .mapToLong(Summary.PendingLine::shares)
                  .sum());
      assertThat(line.reserved())
          .as(where)
          .isEqualTo(
              summary.sellTriggers().stream()
                  .filter(order -> order.symbol().equals(line.symbol()))
                  .mapToLong(Summary.StandingLine::shares)
                  .sum());
    }
  }

  /** A reply with a number is that of an executed command. */
  private void compare(long sequence, Result result, TreeMap<Long, Reply> firstReplies) {
    if (result.reply().number() == 0) {
      return;
    }
    Reply first = firstReplies.putIfAbsent(sequence, result.reply());
    assertThat(result.duplicate())
        .as("seed %d, sequence %d", seed, sequence)
        .isEqualTo(first != null);
    if (first != null) {
      assertThat(result.reply()).as("seed %d", seed).isEqualTo(first);
    }
  }
}
