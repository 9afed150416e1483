package io.rialto.chaos.audit;

import java.util.Comparator;

/** A SET_BUY_AMOUNT or SET_SELL_AMOUNT of a user, and its trigger once that is set. */
final class ReplayedTrigger {

  /** Buys fire highest trigger first, ties by the place of the last arming. */
  static final Comparator<ReplayedTrigger> BUY_FIRING_ORDER =
      Comparator.comparingLong((ReplayedTrigger trigger) -> -trigger.triggerCents)
          .thenComparingLong(trigger -> trigger.armedPlace);

  /** Sells fire lowest trigger first, ties by the place of the last arming. */
  static final Comparator<ReplayedTrigger> SELL_FIRING_ORDER =
      Comparator.comparingLong((ReplayedTrigger trigger) -> trigger.triggerCents)
          .thenComparingLong(trigger -> trigger.armedPlace);

  final ReplayedAccount account;
  final String symbol;
  final long amountCents;
  final boolean buy;

  /** 0 while only the amount is set. */
  long triggerCents;

  /** Sells: the shares set aside when the trigger was set. */
  long reservedShares;

  /** The number of the SET_*_TRIGGER that armed it. */
  long number;

  /** Counts armings, so that ties are settled as the log has them. */
  long armedPlace;

  ReplayedTrigger(ReplayedAccount account, String symbol, long amountCents, boolean buy) {
    this.account = account;
    this.symbol = symbol;
    this.amountCents = amountCents;
    this.buy = buy;
  }

  boolean armed() {
    return triggerCents > 0;
  }

  /** Whether it has neither fired nor been dropped. */
  boolean stands() {
    return (buy ? account.buyTriggers : account.sellTriggers).get(symbol) == this;
  }
}
