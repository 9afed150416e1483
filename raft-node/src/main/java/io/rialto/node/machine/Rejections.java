package io.rialto.node.machine;

/** The rules that can fail, each with the figures behind it (SPEC, "Commands"). */
final class Rejections {
  private Rejections() {}

  static Answer permissionDenied(String caller, String user) {
    String what = user.isEmpty() ? "dump everyone's log" : "act for " + user;
    return Answer.rejected(Outcome.PERMISSION_DENIED, caller + " may not " + what);
  }

  static Answer unknownUser(String user) {
    return Answer.rejected(Outcome.UNKNOWN_USER, "nobody has added money for " + user);
  }

  static Answer insufficientFunds(long neededCents, long availableCents) {
    return Answer.rejected(
        Outcome.INSUFFICIENT_FUNDS,
        "needs " + Cents.text(neededCents) + ", available " + Cents.text(availableCents),
        neededCents,
        availableCents);
  }

  static Answer insufficientShares(long needed, long available) {
    return Answer.rejected(
        Outcome.INSUFFICIENT_SHARES,
        "needs " + needed + ", available " + available,
        needed,
        available);
  }

  static Answer lessThanOneShare(long amountCents, long priceCents) {
    return Answer.rejected(
        Outcome.LESS_THAN_ONE_SHARE,
        Cents.text(amountCents) + " is less than one share at " + Cents.text(priceCents));
  }

  static Answer balanceLimit(Account account, long moreCents) {
    return Answer.rejected(
        Outcome.BALANCE_LIMIT,
        "the balance is "
            + Cents.text(account.cashCents() + account.reservedCents())
            + ", adding "
            + Cents.text(moreCents)
            + " would pass "
            + Cents.text(MachineLimits.BALANCE_MAX_CENTS));
  }

  static Answer sharesLimit(Holding holding, long more) {
    return Answer.rejected(
        Outcome.SHARES_LIMIT,
        "there are "
            + holding.total()
            + " shares, adding "
            + more
            + " would pass "
            + MachineLimits.SHARES_MAX);
  }

  static Answer noPending(Side side) {
    return switch (side) {
      case BUY ->
          Answer.rejected(Outcome.NO_PENDING_BUY, "no BUY of the last 60 seconds is pending");
      case SELL ->
          Answer.rejected(Outcome.NO_PENDING_SELL, "no SELL of the last 60 seconds is pending");
    };
  }

  static Answer noAmount(Side side, String symbol) {
    return switch (side) {
      case BUY -> Answer.rejected(Outcome.NO_BUY_AMOUNT, "no SET_BUY_AMOUNT for " + symbol);
      case SELL -> Answer.rejected(Outcome.NO_SELL_AMOUNT, "no SET_SELL_AMOUNT for " + symbol);
    };
  }

  /** {@code newest} is the quote that is over, null if there never was one. */
  static Answer noValidQuote(String symbol, HeldQuote newest, Moment moment) {
    return Answer.rejected(Outcome.NO_VALID_QUOTE, quoteFigures(symbol, newest, moment));
  }

  /** The quote is the answer, but whoever asked also learns that the funds would not do. */
  static Answer noValidQuoteNorFunds(
      String symbol, HeldQuote newest, Moment moment, long neededCents, long availableCents) {
    Answer funds = insufficientFunds(neededCents, availableCents);
    return Answer.rejected(
        Outcome.NO_VALID_QUOTE, quoteFigures(symbol, newest, moment) + "; also " + funds.message());
  }

  private static String quoteFigures(String symbol, HeldQuote newest, Moment moment) {
    if (newest == null) {
      return "there is no quote for " + symbol;
    }
    return "the quote for "
        + symbol
        + " is "
        + (moment.logTimeMillis() - newest.timeMillis())
        + " ms old, valid are "
        + MachineLimits.QUOTE_LIFE_MILLIS;
  }
}
