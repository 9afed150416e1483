package io.rialto.node.machine;

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
    StandingOrder earlier = account.standing(Side.BUY).get(execution.symbol());
    long available = account.availableCents() + (earlier == null ? 0 : earlier.amountCents());
    if (available < execution.amountCents()) {
      return Rejections.insufficientFunds(execution.amountCents(), available);
    }
    if (earlier != null) {
      drop(account, earlier, execution);
    }
    account.place(StandingOrder.unarmed(Side.BUY, execution.symbol(), execution.amountCents()));
    execution.trail().cashRemoved(execution.number(), account.user(), execution.amountCents());
    return Answer.amount(execution.symbol(), execution.amountCents());
  }

  Answer setSellAmount(Account account, Execution execution) {
    StandingOrder earlier = account.standing(Side.SELL).get(execution.symbol());
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
    StandingOrder amount = account.standing(Side.BUY).get(execution.symbol());
    if (amount == null) {
      return Rejections.noAmount(Side.BUY, execution.symbol());
    }
    arm(account, amount, 0, execution);
    return Answer.amount(execution.symbol(), execution.amountCents());
  }

  /** The shares that an earlier trigger here has reserved count as available: they return first. */
  Answer setSellTrigger(Account account, Execution execution) {
    StandingOrder amount = account.standing(Side.SELL).get(execution.symbol());
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
    StandingOrder order = account.standing(side).get(execution.symbol());
    if (order == null) {
      return Rejections.noAmount(side, execution.symbol());
    }
    drop(account, order, execution);
    return Answer.amount(execution.symbol(), order.amountCents());
  }

  /** Fires, in order, every trigger that a new quote reaches and that can fire. */
  void fire(HeldQuote quote, Trail trail) {
    for (ArmedTrigger trigger : triggers.reachedBy(quote.symbol(), quote.priceCents())) {
      Account account = accounts.get(trigger.user());
      StandingOrder order = account.standing(trigger.side()).get(trigger.symbol());
      if (order == null || !order.trigger(trigger.user()).equals(trigger)) {
        throw new IllegalStateException("armed is " + trigger + ", but there stands " + order);
      }
      fireIfPossible(account, order, quote, trail);
    }
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
      fireIfPossible(account, armed, quote, execution.trail());
    }
  }

  /** Takes an amount and its trigger away for good: what returns from a reserve is audited. */
  private void drop(Account account, StandingOrder order, Execution execution) {
    takeAway(account, order);
    if (order.side() == Side.BUY) {
      execution.trail().cashAdded(execution.number(), account.user(), order.amountCents());
    }
  }

  private void takeAway(Account account, StandingOrder order) {
    account.remove(order);
    if (order.isArmed()) {
      triggers.disarm(order.trigger(account.user()));
    }
  }

  private void fireIfPossible(Account account, StandingOrder order, HeldQuote quote, Trail trail) {
    switch (order.side()) {
      case BUY -> fireBuy(account, order, quote.priceCents(), trail);
      case SELL -> fireSell(account, order, quote.priceCents(), trail);
    }
  }

  /** Stays armed if the reserve buys no share at this price or the shares would pass their cap. */
  private void fireBuy(Account account, StandingOrder order, long priceCents, Trail trail) {
    long shares = order.amountCents() / priceCents;
    if (shares < 1 || !account.holding(order.symbol()).hasRoomFor(shares)) {
      return;
    }
    long paid = shares * priceCents;
    fire(account, order, shares, paid, trail);
    trail.cashAdded(order.number(), account.user(), order.amountCents() - paid);
  }

  /** Stays armed if the balance would pass its cap; the proceeds are counted without overflow. */
  private void fireSell(Account account, StandingOrder order, long priceCents, Trail trail) {
    long high = Math.multiplyHigh(order.shares(), priceCents);
    long proceeds = order.shares() * priceCents;
    if (high != 0 || proceeds < 0 || !account.hasRoomFor(proceeds)) {
      return;
    }
    fire(account, order, order.shares(), proceeds, trail);
    trail.cashAdded(order.number(), account.user(), proceeds);
  }

  private void fire(
      Account account, StandingOrder order, long shares, long amountCents, Trail trail) {
    account.fire(order, shares, amountCents);
    triggers.disarm(order.trigger(account.user()));
    trail.system(
        order.number(), order.side().triggerKind(), account.user(), order.symbol(), amountCents);
  }
}
