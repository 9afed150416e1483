package io.rialto.node.machine;

import static io.rialto.node.machine.CommandKind.CANCEL_BUY;
import static io.rialto.node.machine.CommandKind.CANCEL_SELL;
import static io.rialto.node.machine.CommandKind.COMMIT_BUY;
import static io.rialto.node.machine.CommandKind.COMMIT_SELL;
import static io.rialto.node.machine.CommandKind.SET_BUY_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_SELL_AMOUNT;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC's rows BUY to CANCEL_SELL: holds, stacks, and what COMMIT and CANCEL do. */
class PendingOrdersTest {
  private final TradingFloor floor = new TradingFloor();

  @BeforeEach
  void aliceHasAThousand() {
    floor.add("alice", 100_000);
    floor.quote("ABC", 333);
  }

  @Test
  void buyLocksThePriceAndHoldsSharesTimesPriceButNotTheRemainder() {
    Reply reply = floor.buy("alice", "ABC", 1_000);

    assertThat(reply.outcome()).isEqualTo(Outcome.OK);
    assertThat(reply.shares()).isEqualTo(3);
    assertThat(reply.priceCents()).isEqualTo(333);
    assertThat(reply.amountCents()).isEqualTo(999);
    assertThat(reply.expiresAtMillis()).isEqualTo(floor.now() + 60_000);
    assertThat(floor.cash("alice")).isEqualTo(100_000);
    assertThat(floor.available("alice")).isEqualTo(100_000 - 999);
  }

  @Test
  void buyNeedsTheWholeAmountAvailableEvenIfItHoldsLess() {
    floor.buy("alice", "ABC", 99_333);
    long available = floor.available("alice");
    Reply reply = floor.buy("alice", "ABC", available + 1);
    assertThat(reply.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    assertThat(reply.needed()).isEqualTo(available + 1);
    assertThat(reply.available()).isEqualTo(available);
    assertThat(floor.buy("alice", "ABC", available).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void theMessageSaysWhichRuleFailedAndTheFigures() {
    floor.add("bob", 1_200);
    assertThat(floor.buy("bob", "ABC", 27_683).message())
        .isEqualTo("INSUFFICIENT_FUNDS: needs 276.83, available 12.00");
  }

  @Test
  void anAmountBelowThePriceBuysNothing() {
    Reply reply = floor.buy("alice", "ABC", 332);
    assertThat(reply.outcome()).isEqualTo(Outcome.LESS_THAN_ONE_SHARE);
    assertThat(reply.message())
        .isEqualTo("LESS_THAN_ONE_SHARE: 3.32 is less than one share at 3.33");
    assertThat(floor.buy("alice", "ABC", 333).shares()).isEqualTo(1);
  }

  @Test
  void oneCentBuysAShareAtOneCent() {
    floor.quote("PNY", 1);
    assertThat(floor.buy("alice", "PNY", 1).shares()).isEqualTo(1);
  }

  @Test
  void commitBuyTakesTheNewestAndSpendsWhatItHeld() {
    floor.buy("alice", "ABC", 333);
    floor.quote("XYZ", 50);
    floor.buy("alice", "XYZ", 120);

    Reply reply = floor.run(COMMIT_BUY, "alice");

    assertThat(reply.symbol()).isEqualTo("XYZ");
    assertThat(reply.shares()).isEqualTo(2);
    assertThat(reply.priceCents()).isEqualTo(50);
    assertThat(reply.amountCents()).isEqualTo(100);
    assertThat(floor.cash("alice")).isEqualTo(99_900);
    assertThat(floor.available("alice")).isEqualTo(99_900 - 333);
    assertThat(floor.holding("alice", "XYZ").shares()).isEqualTo(2);
    assertThat(floor.run(COMMIT_BUY, "alice").symbol()).isEqualTo("ABC");
    assertThat(floor.run(COMMIT_BUY, "alice").outcome()).isEqualTo(Outcome.NO_PENDING_BUY);
  }

  @Test
  void commitBuyUsesTheLockedPriceWhateverTheQuoteIsNow() {
    floor.buy("alice", "ABC", 333);
    floor.quote("ABC", 9_999);
    floor.run(COMMIT_BUY, "alice");
    assertThat(floor.cash("alice")).isEqualTo(100_000 - 333);
  }

  @Test
  void cancelBuyDropsTheNewestAndReleasesItsHold() {
    floor.buy("alice", "ABC", 333);
    floor.buy("alice", "ABC", 666);
    Reply reply = floor.run(CANCEL_BUY, "alice");
    assertThat(reply.shares()).isEqualTo(2);
    assertThat(reply.amountCents()).isEqualTo(666);
    assertThat(floor.available("alice")).isEqualTo(100_000 - 333);
    floor.run(CANCEL_BUY, "alice");
    assertThat(floor.available("alice")).isEqualTo(100_000);
    assertThat(floor.run(CANCEL_BUY, "alice").outcome()).isEqualTo(Outcome.NO_PENDING_BUY);
  }

  @Test
  void commitBuyThatWouldPassTheShareCapIsRejectedAndTheOrderStays() {
    long cap = MachineLimits.SHARES_MAX;
    floor.add("rich", 1_000_000_000_000L);
    floor.add("rich", 1_000_000_000_000L);
    floor.quote("PNY", 1);
    floor.buy("rich", "PNY", 1_000_000_000_000L);
    floor.run(COMMIT_BUY, "rich");
    long room = cap - 1_000_000_000_000L;
    floor.buy("rich", "PNY", room + 1);

    Reply reply = floor.run(COMMIT_BUY, "rich");

    assertThat(reply.outcome()).isEqualTo(Outcome.SHARES_LIMIT);
    assertThat(floor.summary("rich").pendingBuys()).hasSize(1);
    floor.run(CANCEL_BUY, "rich");
    floor.buy("rich", "PNY", room);
    assertThat(floor.run(COMMIT_BUY, "rich").outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.holding("rich", "PNY").shares()).isEqualTo(cap);
  }

  @Test
  void sellLocksThePriceAndHoldsTheShares() {
    floor.own("bob", "ABC", 10, 100);
    floor.quote("ABC", 300);

    Reply reply = floor.sell("bob", "ABC", 1_000);

    assertThat(reply.shares()).isEqualTo(3);
    assertThat(reply.amountCents()).isEqualTo(900);
    assertThat(reply.expiresAtMillis()).isEqualTo(floor.now() + 60_000);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 10, 7, 0));
    assertThat(floor.cash("bob")).isZero();
  }

  @Test
  void sellNeedsThatManySharesAvailable() {
    floor.own("bob", "ABC", 10, 100);
    floor.sell("bob", "ABC", 400);
    Reply reply = floor.sell("bob", "ABC", 700);
    assertThat(reply.outcome()).isEqualTo(Outcome.INSUFFICIENT_SHARES);
    assertThat(reply.message()).isEqualTo("INSUFFICIENT_SHARES: needs 7, available 6");
    assertThat(reply.needed()).isEqualTo(7);
    assertThat(reply.available()).isEqualTo(6);
    assertThat(floor.sell("bob", "ABC", 600).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void reservedSharesCannotBeSold() {
    floor.own("bob", "ABC", 10, 100);
    floor.run(SET_SELL_AMOUNT, "bob", "ABC", 4_000);
    floor.run(SET_SELL_TRIGGER, "bob", "ABC", 500);
    assertThat(floor.sell("bob", "ABC", 300).outcome()).isEqualTo(Outcome.INSUFFICIENT_SHARES);
    assertThat(floor.sell("bob", "ABC", 200).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void anAmountBelowThePriceSellsNothing() {
    floor.own("bob", "ABC", 10, 100);
    assertThat(floor.sell("bob", "ABC", 99).outcome()).isEqualTo(Outcome.LESS_THAN_ONE_SHARE);
  }

  @Test
  void commitSellTakesTheNewestAndCreditsTheLockedPrice() {
    floor.own("bob", "ABC", 10, 100);
    floor.sell("bob", "ABC", 200);
    floor.sell("bob", "ABC", 350);
    floor.quote("ABC", 1);
    Reply reply = floor.run(COMMIT_SELL, "bob");
    assertThat(reply.shares()).isEqualTo(3);
    assertThat(floor.cash("bob")).isEqualTo(300);
    assertThat(floor.holding("bob", "ABC")).isEqualTo(new Summary.HoldingLine("ABC", 7, 5, 0));
    floor.run(COMMIT_SELL, "bob");
    assertThat(floor.cash("bob")).isEqualTo(500);
    assertThat(floor.run(COMMIT_SELL, "bob").outcome()).isEqualTo(Outcome.NO_PENDING_SELL);
  }

  @Test
  void cancelSellDropsTheNewestAndReleasesItsShares() {
    floor.own("bob", "ABC", 10, 100);
    floor.sell("bob", "ABC", 200);
    floor.sell("bob", "ABC", 300);
    assertThat(floor.run(CANCEL_SELL, "bob").shares()).isEqualTo(3);
    assertThat(floor.holding("bob", "ABC").available()).isEqualTo(8);
    floor.run(CANCEL_SELL, "bob");
    assertThat(floor.run(CANCEL_SELL, "bob").outcome()).isEqualTo(Outcome.NO_PENDING_SELL);
  }

  @Test
  void commitSellThatWouldPassTheBalanceCapIsRejectedAndTheOrderStays() {
    floor.own("bob", "ABC", 10, 100);
    floor.sell("bob", "ABC", 1_000);
    floor.fillUp("bob", MachineLimits.BALANCE_MAX_CENTS - 999);
    assertThat(floor.run(COMMIT_SELL, "bob").outcome()).isEqualTo(Outcome.BALANCE_LIMIT);
    assertThat(floor.summary("bob").pendingSells()).hasSize(1);
    assertThat(floor.holding("bob", "ABC").shares()).isEqualTo(10);
  }

  @Test
  void sharesSoldToTheLastLeaveNoHolding() {
    floor.own("bob", "ABC", 10, 100);
    floor.sell("bob", "ABC", 1_000);
    floor.run(COMMIT_SELL, "bob");
    assertThat(floor.summary("bob").holdings()).isEmpty();
    assertThat(floor.state.count(Table.HOLDINGS)).isZero();
  }

  @Test
  void buysAndSellsHaveStacksOfTheirOwn() {
    floor.own("bob", "ABC", 10, 100);
    floor.add("bob", 1_000);
    floor.sell("bob", "ABC", 100);
    floor.buy("bob", "ABC", 100);
    assertThat(floor.run(COMMIT_SELL, "bob").outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.run(COMMIT_SELL, "bob").outcome()).isEqualTo(Outcome.NO_PENDING_SELL);
    assertThat(floor.run(COMMIT_BUY, "bob").outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void heldCashCannotBeReserved() {
    floor.buy("alice", "ABC", 99_900);
    Reply reply = floor.run(SET_BUY_AMOUNT, "alice", "ABC", 101);
    assertThat(reply.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    assertThat(floor.run(SET_BUY_AMOUNT, "alice", "ABC", 100).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aMissingQuoteIsTheAnswerButTheMessageAlsoNamesTheFunds() {
    Reply reply = floor.buy("alice", "XYZ", 100_001);
    assertThat(reply.outcome()).isEqualTo(Outcome.NO_VALID_QUOTE);
    assertThat(reply.message())
        .isEqualTo(
            "NO_VALID_QUOTE: there is no quote for XYZ; also "
                + "INSUFFICIENT_FUNDS: needs 1000.01, available 1000.00");
  }

  @Test
  void lessThanOneShareIsTheAnswerWhenFundsFailToo() {
    floor.add("poor", 1);
    assertThat(floor.buy("poor", "ABC", 332).outcome()).isEqualTo(Outcome.LESS_THAN_ONE_SHARE);
    assertThat(floor.sell("poor", "ABC", 332).outcome()).isEqualTo(Outcome.LESS_THAN_ONE_SHARE);
  }

  @Test
  void aQuoteOfSixtySecondsStillBuysAndSells() {
    floor.own("bob", "ABC", 10, 100);
    floor.add("bob", 100);
    floor.later(60_000);
    assertThat(floor.buy("bob", "ABC", 100).outcome()).isEqualTo(Outcome.OK);
    assertThat(floor.sell("bob", "ABC", 100).outcome()).isEqualTo(Outcome.OK);
    floor.later(1);
    assertThat(floor.buy("bob", "ABC", 100).outcome()).isEqualTo(Outcome.NO_VALID_QUOTE);
    assertThat(floor.sell("bob", "ABC", 100).outcome()).isEqualTo(Outcome.NO_VALID_QUOTE);
  }
}
