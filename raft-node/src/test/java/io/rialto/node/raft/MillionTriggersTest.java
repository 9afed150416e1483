package io.rialto.node.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Quote;
import io.rialto.node.machine.Summary;
import io.rialto.node.machine.Table;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.store.LiveDirectory;
import io.rialto.node.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million armed triggers on the real store, ten thousand of which one quote fires: ten thousand
 * users with a buy trigger in each of a hundred symbols.
 */
class MillionTriggersTest {
  private static final int USERS = 10_000;
  private static final int SYMBOLS = 100;
  private static final String HOT = symbol(SYMBOLS - 1);
  private static final int OPERATIONS_PER_ENTRY = 4_000;

  private static final long START_MILLIS = 1_790_000_000_000L;
  private static final long CASH_CENTS = 1_000_000;
  private static final long AMOUNT_CENTS = 5_000;
  private static final long TRIGGER_CENTS = 1_000;
  private static final long PRICE_CENTS = 900;

  @TempDir Path work;

  private long index;

  @Test
  void oneQuoteFiresTenThousandOfAMillionTriggersAThousandAnEntry() throws IOException {
    try (MachineState state = open()) {
      armAll(state);
      assertThat(state.machine().armedSymbols()).hasSize(SYMBOLS);
    }
    // What was armed before a restart fires after it.
    try (MachineState state = open()) {
      assertThat(state.machine().armedSymbols()).hasSize(SYMBOLS);
      EntryResult result = state.apply(entry(List.of(quote()), List.of()), false);
      int entries = 1;
      assertThat(fired(state)).isEqualTo(1_000);
      while (result.moreIsDue()) {
        // Who reads meanwhile sees everything fired.
        assertThat(summary(state, USERS - 1).holdings()).hasSize(1);
        result = state.apply(entry(List.of(), List.of()), false);
        entries++;
        assertThat(fired(state)).isEqualTo(entries * 1_000);
      }
      assertThat(entries).isEqualTo(USERS / 1_000);
      assertThat(state.machine().armedSymbols())
          .extracting(TradingMachine.ArmedSymbol::symbol)
          .hasSize(SYMBOLS - 1)
          .doesNotContain(HOT);
      Summary last = summary(state, USERS - 1);
      long shares = AMOUNT_CENTS / PRICE_CENTS;
      assertThat(last.holdings()).containsExactly(new Summary.HoldingLine(HOT, shares, shares, 0));
      assertThat(last.buyTriggers()).hasSize(SYMBOLS - 1);
      assertThat(last.cashCents() + last.reservedCents())
          .isEqualTo(CASH_CENTS - shares * PRICE_CENTS);
    }
  }

  private void armAll(MachineState state) {
    List<Operation> operations = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      operations.add(operation(CommandKind.ADD, user, "", CASH_CENTS));
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        operations.add(operation(CommandKind.SET_BUY_AMOUNT, user, symbol(symbol), AMOUNT_CENTS));
        operations.add(operation(CommandKind.SET_BUY_TRIGGER, user, symbol(symbol), TRIGGER_CENTS));
      }
      if (operations.size() >= OPERATIONS_PER_ENTRY || user == USERS - 1) {
        EntryResult result = state.apply(entry(List.of(), operations), false);
        assertThat(result.results()).allMatch(each -> each.reply().outcome() == Outcome.OK);
        operations = new ArrayList<>();
      }
    }
  }

  /** How many users own shares by what the rows hold, which is what has fired so far. */
  private static long fired(MachineState state) {
    long[] owners = new long[1];
    try (StateView view = state.view()) {
      view.scan(
          Table.HOLDINGS,
          new byte[0],
          null,
          (key, value) -> {
            owners[0]++;
            return true;
          });
    }
    return owners[0];
  }

  private static Summary summary(MachineState state, int user) {
    try (StateView view = state.view()) {
      return AccountReader.summary(view, "user" + user);
    }
  }

  private MachineState open() throws IOException {
    return MachineState.open(
        new LiveDirectory(work.resolve("live")),
        null,
        StoreOptions.standard(),
        MachineLimits.standard(),
        failure -> {});
  }

  private Entry entry(List<Quote> quotes, List<Operation> operations) {
    index++;
    return new Entry(index, 1, "n1", START_MILLIS + index, quotes, operations);
  }

  private Quote quote() {
    long now = START_MILLIS + index;
    return new Quote(
        HOT, PRICE_CENTS, "user0", 1, 0, now, now - 5, "key", "proxy1", "k1", new byte[] {1});
  }

  private static Operation operation(CommandKind kind, int user, String symbol, long cents) {
    return new Operation.RequestCommand(
        "", "", new Command(kind, "user" + user, symbol, cents, "", 0));
  }

  private static String symbol(int number) {
    return String.valueOf(new char[] {'S', (char) ('A' + number / 26), (char) ('A' + number % 26)});
  }
}
