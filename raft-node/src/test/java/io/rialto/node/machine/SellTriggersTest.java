package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.CANCEL_SET_SELL;
import static io.rialto.node.machine.CommandKind.SET_SELL_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC's rows SET_SELL_AMOUNT, SET_SELL_TRIGGER, CANCEL_SET_SELL, and the firing of sells. */
class SellTriggersTest {
  private final TradingFloor floor = new TradingFloor();

  @BeforeEach
  void bobOwnsTenShares() {
    floor.own("bob", "ABC", 10, 100);
  }

  @Test
  void setSellAmountRemembersTheAmountAndReservesNothing() {
    Reply reply = floor.run(SET_SELL_AMOUNT, "bob", "ABC", 5_000);
    assertThat(reply.amountCents()).isEqualTo(5_000);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 10, 10, 0));
    assertThat(floor.summary("bob").sellTriggers())
        .containsExactly(new Summary.StandingLine("ABC", 5_000, 0, 0));
  }

  @Test
  void setSellAmountNeedsOneAvailableShare() {
    Reply none = floor.run(SET_SELL_AMOUNT, "bob", "XYZ", 100);
    assertThat(none.outcome()).isEqualTo(Outcome.INSUFFICIENT_SHARES);
    assertThat(none.message()).isEqualTo("INSUFFICIENT_SHARES: needs 1, available 0");
    floor.sell("bob", "ABC", 1_000);
    assertThat(floor.run(SET_SELL_AMOUNT, "bob", "ABC", 100).outcome())
        .isEqualTo(Outcome.INSUFFICIENT_SHARES);
  }

  @Test
  void setSellAmountCountsWhatAnEarlierTriggerGivesBack() {
    armed(10_000, 1_000);
    assertThat(floor.holding("bob", "ABC").shares()).isZero();
    assertThat(floor.run(SET_SELL_AMOUNT, "bob", "ABC", 300).outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 10, 10, 0));
    assertThat(floor.summary("bob").sellTriggers())
        .containsExactly(new Summary.StandingLine("ABC", 300, 0, 0));
    assertThat(floor.machine().armedSymbols()).isEmpty();
  }

  @Test
  void setSellTriggerReservesAsManySharesAsTheAmountIsWorthAtThePrice() {
    floor.run(SET_SELL_AMOUNT, "bob", "ABC", 1_000);
    Reply reply = floor.run(SET_SELL_TRIGGER, "bob", "ABC", 300);
    assertThat(reply.shares()).isEqualTo(3);
    assertThat(reply.amountCents()).isEqualTo(300);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 7, 7, 3));
    assertThat(floor.summary("bob").sellTriggers())
        .containsExactly(new Summary.StandingLine("ABC", 1_000, 300, 3));
  }

  @Test
  void setSellTriggerNeedsAnAmountThenOneShareThenShares() {
    assertThat(floor.run(SET_SELL_TRIGGER, "bob", "ABC", 300).outcome())
        .isEqualTo(Outcome.NO_SELL_AMOUNT);
    floor.run(SET_SELL_AMOUNT, "bob", "ABC", 1_000);
    assertThat(floor.run(SET_SELL_TRIGGER, "bob", "ABC", 1_001).outcome())
        .isEqualTo(Outcome.LESS_THAN_ONE_SHARE);
    Reply reply = floor.run(SET_SELL_TRIGGER, "bob", "ABC", 90);
    assertThat(reply.outcome()).isEqualTo(Outcome.INSUFFICIENT_SHARES);
    assertThat(reply.needed()).isEqualTo(11);
    assertThat(reply.available()).isEqualTo(10);
  }

  @Test
  void reArmingFirstReturnsTheSharesThatTheEarlierTriggerReserved() {
    armed(1_000, 125);
    assertThat(floor.holding("bob", "ABC").reserved()).isEqualTo(8);
    Reply reply = floor.run(SET_SELL_TRIGGER, "bob", "ABC", 110);
    assertThat(reply.outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 1, 1, 9));
  }

  @Test
  void aRejectedReArmingLeavesTheEarlierTrigger() {
    armed(2_000, 400);
    assertThat(floor.run(SET_SELL_TRIGGER, "bob", "ABC", 101).outcome())
        .isEqualTo(Outcome.INSUFFICIENT_SHARES);
    assertThat(floor.run(SET_SELL_TRIGGER, "bob", "ABC", 2_001).outcome())
        .isEqualTo(Outcome.LESS_THAN_ONE_SHARE);
    floor.quote("ABC", 400);
    assertThat(floor.cash("bob")).isEqualTo(2_000);
  }

  @Test
  void cancelSetSellReturnsTheSharesAndBothAreGone() {
    armed(1_000, 300);
    assertThat(floor.run(CANCEL_SET_SELL, "bob", "ABC", 0).amountCents()).isEqualTo(1_000);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 10, 10, 0));
    assertThat(floor.summary("bob").sellTriggers()).isEmpty();
    assertThat(floor.run(CANCEL_SET_SELL, "bob", "ABC", 0).outcome())
        .isEqualTo(Outcome.NO_SELL_AMOUNT);
    floor.quote("ABC", 9_999);
    assertThat(floor.cash("bob")).isZero();
  }

  @Test
  void aQuoteAtOrAboveTheTriggerSellsTheReserveAtTheQuotesPrice() {
    armed(1_000, 300);
    floor.quote("ABC", 299);
    assertThat(floor.cash("bob")).isZero();
    floor.quote("ABC", 400);
    assertThat(floor.cash("bob")).isEqualTo(1_200);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 7, 7, 0));
    assertThat(floor.summary("bob").sellTriggers()).isEmpty();
    assertThat(floor.state.count(Table.TRIGGERS)).isZero();
  }

  @Test
  void armingLooksAtAValidQuoteAtOnce() {
    armed(500, 50);
    assertThat(floor.cash("bob")).isEqualTo(1_000);
    assertThat(floor.summary("bob").holdings()).isEmpty();
  }

  @Test
  void aFiringThatWouldPassTheBalanceCapStaysArmed() {
    armed(1_000, 200);
    floor.fillUp("bob", MachineLimits.BALANCE_MAX_CENTS - 999);
    floor.quote("ABC", 200);
    assertThat(floor.summary("bob").sellTriggers()).hasSize(1);
    floor.run(CommandKind.SET_BUY_AMOUNT, "bob", "XYZ", 1);
    floor.quote("ABC", 200);
    assertThat(floor.summary("bob").sellTriggers()).hasSize(1);
    floor.quote("XYZ", 1);
    floor.run(CommandKind.SET_BUY_TRIGGER, "bob", "XYZ", 1);
    floor.quote("ABC", 200);
    assertThat(floor.summary("bob").sellTriggers()).isEmpty();
    assertThat(floor.cash("bob")).isEqualTo(MachineLimits.BALANCE_MAX_CENTS);
  }

  @Test
  void proceedsBeyondALongAreCountedExactlyAndStayArmed() {
    long million = 1_000_000_000_000L;
    floor.own("rich", "PNY", million, 1);
    floor.quote("PNY", 1);
    floor.run(SET_SELL_AMOUNT, "rich", "PNY", million);
    floor.later(60_001);
    floor.run(SET_SELL_TRIGGER, "rich", "PNY", 1);
    // 10^12 * 18,446,744.07 is about 2^64: the low half alone would look like a small credit.
    floor.quote("PNY", 18_446_745);
    floor.quote("PNY", million);
    assertThat(floor.summary("rich").sellTriggers()).hasSize(1);
    floor.quote("PNY", 9_007);
    assertThat(floor.cash("rich")).isEqualTo(9_007 * million);
  }

  private void armed(long amountCents, long triggerCents) {
    floor.run(SET_SELL_AMOUNT, "bob", "ABC", amountCents);
    floor.run(SET_SELL_TRIGGER, "bob", "ABC", triggerCents);
  }
}
