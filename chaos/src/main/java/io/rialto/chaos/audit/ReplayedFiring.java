package io.rialto.chaos.audit;

import io.rialto.proto.trading.CommandKind;

/**
 * What a trigger does that fires (SPEC, "Triggers"), on the account that it is handed: the replayed
 * one, or a copy for a reader.
 */
final class ReplayedFiring {

  private ReplayedFiring() {}

  /** Whether the price reaches the armed trigger, whatever comes of it. */
  static boolean reaches(ReplayedTrigger trigger, long priceCents) {
    return trigger.buy ? priceCents <= trigger.triggerCents : priceCents >= trigger.triggerCents;
  }

  /** Whether a trigger that the price reaches leaves a share to buy, and the caps let it pass. */
  static boolean isPossible(ReplayedAccount account, ReplayedTrigger trigger, long priceCents) {
    if (trigger.buy) {
      long count = trigger.amountCents / priceCents;
      return count >= 1 && ReplayedRules.sharesFit(account, trigger.symbol, count);
    }
    return trigger.reservedShares <= ReplayedRules.BALANCE_MAX_CENTS / priceCents
        && ReplayedRules.cashFits(account, proceeds(trigger, priceCents));
  }

  /** Fires, and says which events the log must show for it. */
  static void fire(
      ReplayedAccount account, ReplayedTrigger trigger, long priceCents, EventsDue expected) {
    if (trigger.buy) {
      buy(account, trigger, priceCents, expected);
    } else {
      sell(account, trigger, priceCents, expected);
    }
  }

  private static void buy(
      ReplayedAccount account, ReplayedTrigger trigger, long priceCents, EventsDue expected) {
    long count = trigger.amountCents / priceCents;
    long cost = Math.multiplyExact(count, priceCents);
    long rest = trigger.amountCents - cost;
    account.buyTriggers.remove(trigger.symbol);
    account.reserved -= trigger.amountCents;
    account.paid += cost;
    account.shares(trigger.symbol).outside += count;
    account.cash += rest;
    expected.expectFiring(
        account.user, trigger.number, CommandKind.SET_BUY_TRIGGER, trigger.symbol, cost);
    if (rest > 0) {
      expected.expectTransaction(account.user, trigger.number, true, rest);
    }
  }

  private static void sell(
      ReplayedAccount account, ReplayedTrigger trigger, long priceCents, EventsDue expected) {
    long received = proceeds(trigger, priceCents);
    account.sellTriggers.remove(trigger.symbol);
    account.shares(trigger.symbol).reserved -= trigger.reservedShares;
    account.proceeds += received;
    account.cash += received;
    expected.expectFiring(
        account.user, trigger.number, CommandKind.SET_SELL_TRIGGER, trigger.symbol, received);
    expected.expectTransaction(account.user, trigger.number, true, received);
  }

  private static long proceeds(ReplayedTrigger trigger, long priceCents) {
    return Math.multiplyExact(trigger.reservedShares, priceCents);
  }
}
