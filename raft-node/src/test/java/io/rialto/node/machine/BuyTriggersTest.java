package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.CANCEL_SET_BUY;
import static io.rialto.node.machine.CommandKind.SET_BUY_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_BUY_TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC's rows SET_BUY_AMOUNT, SET_BUY_TRIGGER, CANCEL_SET_BUY, and the firing of buys. */
class BuyTriggersTest {
  private final TradingFloor floor = new TradingFloor();

  @BeforeEach
  void aliceHasTen() {
    floor.add("alice", 1_000);
  }

  @Test
  void setBuyAmountReservesTheCashAtOnce() {
    Reply reply = floor.run(SET_BUY_AMOUNT, "alice", "ABC", 700);
    assertThat(reply.amountCents()).isEqualTo(700);
    assertThat(floor.cash("alice")).isEqualTo(300);
    assertThat(floor.reserved("alice")).isEqualTo(700);
    assertThat(floor.summary("alice").buyTriggers())
        .containsExactly(new Summary.StandingLine("ABC", 700, 0, 0));
  }

  @Test
  void setBuyAmountReplacesTheEarlierOneWhoseReserveReturnsFirst() {
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 700);
    floor.run(SET_BUY_TRIGGER, "alice", "ABC", 50);
    assertThat(floor.run(SET_BUY_AMOUNT, "alice", "ABC", 1_000).outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.cash("alice")).isZero();
    assertThat(floor.summary("alice").buyTriggers())
        .containsExactly(new Summary.StandingLine("ABC", 1_000, 0, 0));
    assertThat(floor.machine().armedSymbols()).isEmpty();
  }

  @Test
  void setBuyAmountBeyondWhatReturnsIsRejectedAndTheEarlierOneStays() {
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 700);
    floor.run(SET_BUY_TRIGGER, "alice", "ABC", 50);
    Reply reply = floor.run(SET_BUY_AMOUNT, "alice", "ABC", 1_001);
    assertThat(reply.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    assertThat(reply.available()).isEqualTo(1_000);
    assertThat(floor.summary("alice").buyTriggers())
        .containsExactly(new Summary.StandingLine("ABC", 700, 50, 0));
  }

  @Test
  void theReserveOfAnotherSymbolDoesNotReturn() {
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 700);
    assertThat(floor.run(SET_BUY_AMOUNT, "alice", "XYZ", 301).outcome())
        .isEqualTo(Outcome.INSUFFICIENT_FUNDS);
  }

  @Test
  void setBuyTriggerNeedsAnAmount() {
    Reply reply = floor.run(SET_BUY_TRIGGER, "alice", "ABC", 50);
    assertThat(reply.outcome()).isEqualTo(Outcome.NO_BUY_AMOUNT);
    assertThat(reply.message()).isEqualTo("NO_BUY_AMOUNT: no SET_BUY_AMOUNT for ABC");
  }

  @Test
  void cancelSetBuyReturnsTheReserveAndBothAreGone() {
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 700);
    floor.run(SET_BUY_TRIGGER, "alice", "ABC", 50);
    assertThat(floor.run(CANCEL_SET_BUY, "alice", "ABC", 0).amountCents()).isEqualTo(700);
    assertThat(floor.cash("alice")).isEqualTo(1_000);
    assertThat(floor.reserved("alice")).isZero();
    assertThat(floor.summary("alice").buyTriggers()).isEmpty();
    assertThat(floor.run(CANCEL_SET_BUY, "alice", "ABC", 0).outcome())
        .isEqualTo(Outcome.NO_BUY_AMOUNT);
    floor.quote("ABC", 1);
    assertThat(floor.holding("alice", "ABC").shares()).isZero();
  }

  @Test
  void aQuoteAtTheTriggerBuysAtTheQuotesPriceAndReturnsTheRest() {
    armed(700, 50);
    floor.quote("ABC", 51);
    assertThat(floor.holding("alice", "ABC").shares()).isZero();
    floor.quote("ABC", 50);
    assertThat(floor.holding("alice", "ABC").shares()).isEqualTo(14);
    assertThat(floor.cash("alice")).isEqualTo(300);
  }

  @Test
  void aQuoteBelowTheTriggerBuysMoreAndTheRestOfTheReserveReturns() {
    armed(700, 50);
    floor.quote("ABC", 40);
    assertThat(floor.holding("alice", "ABC").shares()).isEqualTo(17);
    assertThat(floor.cash("alice")).isEqualTo(300 + 20);
    assertThat(floor.reserved("alice")).isZero();
  }

  @Test
  void aFiredTriggerIsGoneAmountAndAll() {
    armed(700, 50);
    floor.quote("ABC", 40);
    assertThat(floor.summary("alice").buyTriggers()).isEmpty();
    assertThat(floor.run(SET_BUY_TRIGGER, "alice", "ABC", 50).outcome())
        .isEqualTo(Outcome.NO_BUY_AMOUNT);
    assertThat(floor.state.count(Table.TRIGGERS)).isZero();
    floor.quote("ABC", 30);
    assertThat(floor.holding("alice", "ABC").shares()).isEqualTo(17);
  }

  @Test
  void aTriggerWhoseReserveBuysNoShareStaysArmed() {
    armed(30, 50);
    floor.quote("ABC", 40);
    assertThat(floor.reserved("alice")).isEqualTo(30);
    floor.quote("ABC", 30);
    assertThat(floor.holding("alice", "ABC").shares()).isEqualTo(1);
  }

  @Test
  void armingLooksAtAValidQuoteAtOnce() {
    floor.quote("ABC", 40);
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 400);
    floor.later(60_000);
    Reply reply = floor.run(SET_BUY_TRIGGER, "alice", "ABC", 40);
    assertThat(reply.outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.holding("alice", "ABC").shares()).isEqualTo(10);
  }

  @Test
  void armingDoesNotLookAtAQuoteThatIsOver() {
    floor.quote("ABC", 40);
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", 400);
    floor.later(60_001);
    floor.run(SET_BUY_TRIGGER, "alice", "ABC", 40);
    assertThat(floor.holding("alice", "ABC").shares()).isZero();
    assertThat(floor.machine().armedSymbols()).hasSize(1);
  }

  @Test
  void settingAgainReArmsAtTheNewPrice() {
    armed(700, 50);
    floor.run(SET_BUY_TRIGGER, "alice", "ABC", 20);
    floor.quote("ABC", 50);
    assertThat(floor.holding("alice", "ABC").shares()).isZero();
    floor.quote("ABC", 20);
    assertThat(floor.holding("alice", "ABC").shares()).isEqualTo(35);
  }

  @Test
  void aFiringThatWouldPassTheShareCapStaysArmed() {
    long million = 1_000_000_000_000L;
    floor.own("rich", "PNY", million, 1);
    floor.add("rich", million);
    floor.quote("PNY", 2);
    floor.run(SET_BUY_AMOUNT, "rich", "PNY", 200_000_000_000L);
    floor.run(SET_BUY_TRIGGER, "rich", "PNY", 1);
    floor.quote("PNY", 1);
    assertThat(floor.holding("rich", "PNY").shares()).isEqualTo(million);
    assertThat(floor.summary("rich").buyTriggers()).hasSize(1);
    floor.sell("rich", "PNY", million);
    floor.run(CommandKind.COMMIT_SELL, "rich");
    floor.quote("PNY", 1);
    assertThat(floor.holding("rich", "PNY").shares()).isEqualTo(200_000_000_000L);
  }

  private void armed(long amountCents, long triggerCents) {
    floor.run(SET_BUY_AMOUNT, "alice", "ABC", amountCents);
    floor.run(SET_BUY_TRIGGER, "alice", "ABC", triggerCents);
  }
}
