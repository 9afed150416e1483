package io.rialto.node.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.OpenSession;
import io.rialto.node.machine.Operation.RequestCommand;
import io.rialto.node.machine.Operation.SessionCommand;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Quote;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The limits of SPEC "Values" to the cent and to the share, and those of DESIGN "Sessions" to the
 * millisecond: random logs seldom hit them exactly.
 */
@Tag("P3")
@Tag("P7")
class MachineAgreesAtTheLimitsTest {

  private static final long AMOUNT_MAX = 1_000_000_000_000L;
  private static final long MONEY_MAX = 1L << 53;
  private static final long SHARES_MAX = 1L << 40;

  private final SideBySide both = new SideBySide(MachineLimits.standard());
  private long index;
  private long now = 1_700_000_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void anAddMayReachTheCapAndNotPassIt(long beyond) {
    becomeRich();
    Outcome outcome = execute(CommandKind.ADD, "", MONEY_MAX - 9_007 * AMOUNT_MAX + beyond);
    assertThat(outcome).isEqualTo(beyond > 0 ? Outcome.BALANCE_LIMIT : Outcome.OK);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void aCommitSellMayReachTheCapAndKeepsItsOrderBeyondIt(long beyond) {
    becomeRich();
    obtainShares("B", 2);
    quote("B", 100);
    execute(CommandKind.SELL, "B", 100);
    execute(CommandKind.ADD, "", MONEY_MAX - 9_007 * AMOUNT_MAX - 100 + beyond);
    Outcome outcome = execute(CommandKind.COMMIT_SELL, "", 0);
    assertThat(outcome).isEqualTo(beyond > 0 ? Outcome.BALANCE_LIMIT : Outcome.OK);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void aSellTriggerMayReachTheCapAndStaysArmedBeyondIt(long beyond) {
    becomeRich();
    obtainShares("B", 2);
    now += 60_001;
    execute(CommandKind.SET_SELL_AMOUNT, "B", 100);
    execute(CommandKind.SET_SELL_TRIGGER, "B", 100);
    execute(CommandKind.ADD, "", MONEY_MAX - 9_007 * AMOUNT_MAX - 100 + beyond);
    quote("B", 100);
    assertThat(both.machine().armedSymbols()).hasSize(beyond > 0 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void aCommitBuyMayReachTheCapOfSharesAndKeepsItsOrderBeyondIt(long beyond) {
    obtainShares("A", AMOUNT_MAX);
    execute(CommandKind.ADD, "", AMOUNT_MAX);
    execute(CommandKind.BUY, "A", SHARES_MAX - AMOUNT_MAX + beyond);
    Outcome outcome = execute(CommandKind.COMMIT_BUY, "", 0);
    assertThat(outcome).isEqualTo(beyond > 0 ? Outcome.SHARES_LIMIT : Outcome.OK);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void aBuyTriggerMayReachTheCapOfSharesAndStaysArmedBeyondIt(long beyond) {
    obtainShares("A", AMOUNT_MAX);
    execute(CommandKind.ADD, "", AMOUNT_MAX);
    execute(CommandKind.SET_BUY_AMOUNT, "A", SHARES_MAX - AMOUNT_MAX + beyond);
    execute(CommandKind.SET_BUY_TRIGGER, "A", 1);
    assertThat(both.machine().armedSymbols()).hasSize(beyond > 0 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void aRequestIdProtectsForTenMinutesAndNoLonger(long beyond) {
    Command add = command(CommandKind.ADD, "", 1);
    apply(entry(new RequestCommand("id", "", add)));
    now += 10 * 60_000 + beyond;
    apply(entry(new RequestCommand("id", "", add)));
    assertThat(both.summary("alice").cashCents()).isEqualTo(beyond > 0 ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void aSessionEndsAfterADayWithoutUseAndNoSooner(long beyond) {
    long session = both.apply(entry(new OpenSession())).results().get(0).reply().session();
    now += 3_600_000;
    Command add = command(CommandKind.ADD, "", 1);
    apply(entry(new SessionCommand(session, 1, 1, 0, "", add)));
    now += 24 * 3_600_000L + beyond;
    Outcome outcome = apply(entry(new SessionCommand(session, 2, 1, 1, "", add)));
    assertThat(outcome).isEqualTo(beyond > 0 ? Outcome.UNKNOWN_SESSION : Outcome.OK);
  }

  /** 10^12 shares, bought for a cent each, sold by a trigger for 90.07 each: 9007 * 10^12 cents. */
  private void becomeRich() {
    obtainShares("A", AMOUNT_MAX);
    now += 60_001;
    execute(CommandKind.SET_SELL_AMOUNT, "A", AMOUNT_MAX);
    execute(CommandKind.SET_SELL_TRIGGER, "A", 1);
    quote("A", 9_007);
  }

  /** Buys shares for a cent each, with money added for it. */
  private void obtainShares(String symbol, long shares) {
    quote(symbol, 1);
    execute(CommandKind.ADD, "", shares);
    execute(CommandKind.BUY, symbol, shares);
    execute(CommandKind.COMMIT_BUY, "", 0);
  }

  private Outcome execute(CommandKind kind, String symbol, long amountCents) {
    return apply(entry(new RequestCommand("", "", command(kind, symbol, amountCents))));
  }

  private static Command command(CommandKind kind, String symbol, long amountCents) {
    return new Command(kind, "alice", symbol, amountCents, "", 0);
  }

  private Entry entry(Operation operation) {
    return new Entry(++index, 1, "n1", now, List.of(), List.of(operation));
  }

  private void quote(String symbol, long price) {
    now++;
    Quote quote =
        new Quote(symbol, price, "alice", 1, 0, now, now, "key", "proxy1", "key-1", new byte[] {1});
    apply(new Entry(++index, 1, "n1", now, List.of(quote), List.of()));
  }

  /** The outcome of the entry's only operation; OK if it has none. */
  private Outcome apply(Entry entry) {
    var results = both.apply(entry).results();
    both.checkAccounts();
    both.checkConservation();
    return results.isEmpty() ? Outcome.OK : results.get(0).reply().outcome();
  }
}
