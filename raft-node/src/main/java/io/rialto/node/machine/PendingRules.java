package io.rialto.node.machine;

/** BUY and SELL, their COMMIT and CANCEL, and their end after 60 seconds (SPEC, "Commands"). */
final class PendingRules {
  private final Accounts accounts;
  private final QuoteBoard quotes;
  private final ExpiryQueue expiries;

  PendingRules(Accounts accounts, QuoteBoard quotes, ExpiryQueue expiries) {
    this.accounts = accounts;
    this.quotes = quotes;
    this.expiries = expiries;
  }

  Answer buy(Account account, Execution execution) {
    long amount = execution.amountCents();
    HeldQuote quote = quotes.newest(execution.symbol());
    if (quote == null || !quote.isValidAt(execution.moment())) {
      return buyWithoutQuote(account, execution, quote);
    }
    long shares = amount / quote.priceCents();
    if (shares < 1) {
      return Rejections.lessThanOneShare(amount, quote.priceCents());
    }
    if (account.availableCents() < amount) {
      return Rejections.insufficientFunds(amount, account.availableCents());
    }
    return begin(account, execution, Side.BUY, shares, quote.priceCents());
  }

  private Answer buyWithoutQuote(Account account, Execution execution, HeldQuote newest) {
    long amount = execution.amountCents();
    if (account.availableCents() < amount) {
      return Rejections.noValidQuoteNorFunds(
          execution.symbol(), newest, execution.moment(), amount, account.availableCents());
    }
    return Rejections.noValidQuote(execution.symbol(), newest, execution.moment());
  }

  Answer sell(Account account, Execution execution) {
    HeldQuote quote = quotes.newest(execution.symbol());
    if (quote == null || !quote.isValidAt(execution.moment())) {
      return Rejections.noValidQuote(execution.symbol(), quote, execution.moment());
    }
    long shares = execution.amountCents() / quote.priceCents();
    if (shares < 1) {
      return Rejections.lessThanOneShare(execution.amountCents(), quote.priceCents());
    }
    long available = account.holding(execution.symbol()).available();
    if (available < shares) {
      return Rejections.insufficientShares(shares, available);
    }
    return begin(account, execution, Side.SELL, shares, quote.priceCents());
  }

  private Answer begin(
      Account account, Execution execution, Side side, long shares, long priceCents) {
    Moment moment = execution.moment();
    PendingOrder order =
        new PendingOrder(
            side,
            moment.index(),
            execution.place(),
            execution.symbol(),
            shares,
            priceCents,
            execution.number(),
            moment.logTimeMillis() + MachineLimits.ORDER_LIFE_MILLIS);
    account.hold(order);
    expiries.add(order.expiry(account.user()));
    return Answer.begun(order);
  }

  Answer commitBuy(Account account, Execution execution) {
    PendingOrder order = account.newest(Side.BUY);
    if (order == null) {
      return Rejections.noPending(Side.BUY);
    }
    Holding holding = account.holding(order.symbol());
    if (!holding.hasRoomFor(order.shares())) {
      return Rejections.sharesLimit(holding, order.shares());
    }
    commit(account, order);
    execution.trail().cashRemoved(execution.number(), account, order.amountCents());
    return Answer.ended(order);
  }

  Answer commitSell(Account account, Execution execution) {
    PendingOrder order = account.newest(Side.SELL);
    if (order == null) {
      return Rejections.noPending(Side.SELL);
    }
    if (!account.hasRoomFor(order.amountCents())) {
      return Rejections.balanceLimit(account, order.amountCents());
    }
    commit(account, order);
    execution.trail().cashAdded(execution.number(), account, order.amountCents());
    return Answer.ended(order);
  }

  private void commit(Account account, PendingOrder order) {
    account.commit(order);
    expiries.remove(order.expiry(account.user()));
  }

  Answer cancel(Account account, Side side) {
    PendingOrder order = account.newest(side);
    if (order == null) {
      return Rejections.noPending(side);
    }
    account.release(order);
    expiries.remove(order.expiry(account.user()));
    return Answer.ended(order);
  }

  /**
   * Ends orders whose time is over, in the order in which they end.
   *
   * @param most how many at most
   * @return how many
   */
  int expire(int most, Trail trail) {
    long now = trail.moment().logTimeMillis();
    int ended = 0;
    for (Expiry due = expiries.nextDue(now);
        due != null && ended < most;
        due = expiries.nextDue(now)) {
      expire(due, trail);
      ended++;
    }
    return ended;
  }

  /** Whether an order's time is over at this moment. */
  boolean isDue(Moment moment) {
    return expiries.nextDue(moment.logTimeMillis()) != null;
  }

  /** Ends a user's orders whose time is over. */
  void expire(Account account, Trail trail) {
    long now = trail.moment().logTimeMillis();
    for (PendingOrder due = account.due(now); due != null; due = account.due(now)) {
      expire(account, due, trail);
    }
  }

  /** Log time never runs back, so the order that is due is the oldest of its stack. */
  private void expire(Expiry due, Trail trail) {
    Account account = accounts.get(due.user());
    PendingOrder order = account.oldest(due.side());
    if (order == null || !order.expiry(due.user()).equals(due)) {
      throw new IllegalStateException("due is " + due + ", but the oldest order is " + order);
    }
    expire(account, order, trail);
  }

  private void expire(Account account, PendingOrder order, Trail trail) {
    account.release(order);
    expiries.remove(order.expiry(account.user()));
    trail.system(
        order.number(), order.side().orderKind(), account, order.symbol(), order.amountCents());
  }
}
