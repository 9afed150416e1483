package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;

/** SET_BUY and SET_SELL: amounts, triggers, and their firing (SPEC, "Commands", "Triggers"). */
final class StandingRules {
  private final Accounts accounts;
  private final QuoteBoard quotes;
  private final TriggerBook triggers;

  StandingRules(Accounts accounts, QuoteBoard quotes, TriggerBook triggers) {
    this.accounts = accounts;
    this.quotes = quotes;
    this.triggers = triggers;
  }

  Answer setBuyAmount(Account account, Execution execution) {
    StandingOrder earlier = account.standing(Side.BUY, execution.symbol());
    long available = account.availableCents() + (earlier == null ? 0 : earlier.amountCents());
    if (available < execution.amountCents()) {
      return Rejections.insufficientFunds(execution.amountCents(), available);
    }
    if (earlier != null) {
      drop(account, earlier, execution);
    }
    account.place(StandingOrder.unarmed(Side.BUY, execution.symbol(), execution.amountCents()));
    execution.trail().cashRemoved(execution.number(), account, execution.amountCents());
    return Answer.amount(execution.symbol(), execution.amountCents());
  }

  Answer setSellAmount(Account account, Execution execution) {
    StandingOrder earlier = account.standing(Side.SELL, execution.symbol());
    long available = availableShares(account, execution.symbol(), earlier);
    if (available < 1) {
      return Rejections.insufficientShares(1, available);
    }
    if (earlier != null) {
      drop(account, earlier, execution);
    }
    account.place(StandingOrder.unarmed(Side.SELL, execution.symbol(), execution.amountCents()));
    return Answer.amount(execution.symbol(), execution.amountCents());
  }

  Answer setBuyTrigger(Account account, Execution execution) {
    StandingOrder amount = account.standing(Side.BUY, execution.symbol());
    if (amount == null) {
      return Rejections.noAmount(Side.BUY, execution.symbol());
    }
    arm(account, amount, 0, execution);
    return Answer.amount(execution.symbol(), execution.amountCents());
  }

  /** The shares that an earlier trigger here has reserved count as available: they return first. */
  Answer setSellTrigger(Account account, Execution execution) {
    StandingOrder amount = account.standing(Side.SELL, execution.symbol());
    if (amount == null) {
      return Rejections.noAmount(Side.SELL, execution.symbol());
    }
    long shares = amount.amountCents() / execution.amountCents();
    if (shares < 1) {
      return Rejections.lessThanOneShare(amount.amountCents(), execution.amountCents());
    }
    long available = availableShares(account, execution.symbol(), amount);
    if (available < shares) {
      return Rejections.insufficientShares(shares, available);
    }
    arm(account, amount, shares, execution);
    return Answer.shares(execution.symbol(), execution.amountCents(), shares);
  }

  Answer cancel(Account account, Side side, Execution execution) {
    StandingOrder order = account.standing(side, execution.symbol());
    if (order == null) {
      return Rejections.noAmount(side, execution.symbol());
    }
    drop(account, order, execution);
    return Answer.amount(execution.symbol(), order.amountCents());
  }

  /**
   * Gives the next triggers of a round their turn, in firing order: those that can fire do.
   *
   * @param most how many at most
   * @return those that have had their turn
   */
  List<ArmedTrigger> fire(Round round, int most, Trail trail) {
    List<ArmedTrigger> turns = triggers.next(round, most);
    for (ArmedTrigger trigger : turns) {
      Account account = accounts.get(trigger.user());
      StandingOrder order = account.standing(trigger.side(), trigger.symbol());
      if (order == null || !order.trigger(trigger.user()).equals(trigger)) {
        throw new IllegalStateException("armed is " + trigger + ", but there stands " + order);
      }
      fireIfPossible(account, order, round.priceCents(), trail);
    }
    return turns;
  }

  /** Whether a trigger is still to have its turn in the round. */
  boolean isAwaited(Round round) {
    return !triggers.next(round, 1).isEmpty();
  }

  /** Fires those of a user's triggers that are still to have their turn, if they can. */
  void fire(Round round, Account account, Trail trail) {
    for (StandingOrder order : awaitedBy(round, account)) {
      fireIfPossible(account, order, round.priceCents(), trail);
    }
  }

  /** A user's orders whose triggers are still to have their turn in the round, in firing order. */
  static List<StandingOrder> awaitedBy(Round round, Account account) {
    List<StandingOrder> awaited = new ArrayList<>();
    for (Side side : Side.values()) {
      StandingOrder order = account.standing(side, round.symbol());
      if (order != null && order.isArmed() && round.awaits(order.trigger(account.user()))) {
        awaited.add(order);
      }
    }
    return awaited;
  }

  private static long availableShares(Account account, String symbol, StandingOrder earlier) {
    return account.holding(symbol).available() + (earlier == null ? 0 : earlier.shares());
  }

  private void arm(Account account, StandingOrder amount, long shares, Execution execution) {
    Moment moment = execution.moment();
    StandingOrder armed =
        new StandingOrder(
            amount.side(),
            amount.symbol(),
            amount.amountCents(),
            execution.amountCents(),
            shares,
            execution.number(),
            moment.index(),
            execution.place());
    takeAway(account, amount);
    account.place(armed);
    ArmedTrigger trigger = armed.trigger(account.user());
    triggers.arm(trigger);
    HeldQuote quote = quotes.newest(amount.symbol());
    if (quote != null && quote.isValidAt(moment) && trigger.isReachedBy(quote.priceCents())) {
      fireIfPossible(account, armed, quote.priceCents(), execution.trail());
    }
  }

  /** Takes an amount and its trigger away for good: what returns from a reserve is audited. */
  private void drop(Account account, StandingOrder order, Execution execution) {
    takeAway(account, order);
    if (order.side() == Side.BUY) {
      execution.trail().cashAdded(execution.number(), account, order.amountCents());
    }
  }

  private void takeAway(Account account, StandingOrder order) {
    account.remove(order);
    if (order.isArmed()) {
      triggers.disarm(order.trigger(account.user()));
    }
  }

  private void fireIfPossible(Account account, StandingOrder order, long priceCents, Trail trail) {
    long cents = fireIfPossible(account, order, priceCents);
    if (cents == 0) {
      return;
    }
    triggers.disarm(order.trigger(account.user()));
    trail.system(order.number(), order.side().triggerKind(), account, order.symbol(), cents);
    switch (order.side()) {
      case BUY -> trail.cashAdded(order.number(), account, order.amountCents() - cents);
      case SELL -> trail.cashAdded(order.number(), account, cents);
    }
  }

  /**
   * Fires a trigger, as far as the account goes.
   *
   * @return what was paid or received; 0 if it cannot fire and stays armed
   */
  static long fireIfPossible(Account account, StandingOrder order, long priceCents) {
    return switch (order.side()) {
      case BUY -> fireBuy(account, order, priceCents);
      case SELL -> fireSell(account, order, priceCents);
    };
  }

  /** Not if the reserve buys no share at this price or the shares would pass their cap. */
  private static long fireBuy(Account account, StandingOrder order, long priceCents) {
    long shares = order.amountCents() / priceCents;
    if (shares < 1 || !account.holding(order.symbol()).hasRoomFor(shares)) {
      return 0;
    }
    account.fire(order, shares, shares * priceCents);
    return shares * priceCents;
  }

  /** Not if the balance would pass its cap; the proceeds are counted without overflow. */
  private static long fireSell(Account account, StandingOrder order, long priceCents) {
    long high = Math.multiplyHigh(order.shares(), priceCents);
    long proceeds = order.shares() * priceCents;
    if (high != 0 || proceeds < 0 || !account.hasRoomFor(proceeds)) {
      return 0;
    }
    account.fire(order, order.shares(), proceeds);
    return proceeds;
  }
}
