package io.rialto.node.machine;

/**
 * What every command does (SPEC, "Commands"). Each rule asks in SPEC's order: who may, the user,
 * the order or amount that must exist, the quote, at least one share, funds or shares, the cap. It
 * changes something only after the last question, so a rejection changes nothing.
 */
final class TradingRules {
  private final Accounts accounts;
  private final QuoteBoard quotes;
  private final PendingRules pending;
  private final StandingRules standing;

  TradingRules(Accounts accounts, QuoteBoard quotes, PendingRules pending, StandingRules standing) {
    this.accounts = accounts;
    this.quotes = quotes;
    this.pending = pending;
    this.standing = standing;
  }

  /**
   * Executes a command: its audit events, its effect, its line among the user's latest.
   *
   * @param caller empty for an administrator
   */
  Answer execute(Execution execution, String caller) {
    Command command = execution.command();
    Account account = command.user().isEmpty() ? null : accounts.find(command.user());
    execution.trail().command(execution.number(), command, account);
    Answer answer =
        mayAct(caller, command)
            ? decide(account, execution)
            : Rejections.permissionDenied(caller, command.user());
    if (answer.isRejected()) {
      execution.trail().rejected(execution.number(), command, account, answer.message());
    }
    record(account, execution, answer.outcome());
    return answer;
  }

  /** A user may act for nobody else, an administrator for everyone. */
  private static boolean mayAct(String caller, Command command) {
    return caller.isEmpty() || caller.equals(command.user());
  }

  private Answer decide(Account account, Execution execution) {
    Command command = execution.command();
    if (command.kind() == CommandKind.ADD) {
      return add(account, execution);
    }
    if (command.kind() == CommandKind.DUMPLOG && command.user().isEmpty()) {
      return Answer.done();
    }
    return account == null
        ? Rejections.unknownUser(command.user())
        : decideForUser(account, execution);
  }

  private Answer decideForUser(Account account, Execution execution) {
    return switch (execution.command().kind()) {
      case ADD -> add(account, execution);
      case QUOTE -> quote(execution);
      case BUY -> pending.buy(account, execution);
      case COMMIT_BUY -> pending.commitBuy(account, execution);
      case CANCEL_BUY -> pending.cancel(account, Side.BUY);
      case SELL -> pending.sell(account, execution);
      case COMMIT_SELL -> pending.commitSell(account, execution);
      case CANCEL_SELL -> pending.cancel(account, Side.SELL);
      case SET_BUY_AMOUNT -> standing.setBuyAmount(account, execution);
      case SET_BUY_TRIGGER -> standing.setBuyTrigger(account, execution);
      case CANCEL_SET_BUY -> standing.cancel(account, Side.BUY, execution);
      case SET_SELL_AMOUNT -> standing.setSellAmount(account, execution);
      case SET_SELL_TRIGGER -> standing.setSellTrigger(account, execution);
      case CANCEL_SET_SELL -> standing.cancel(account, Side.SELL, execution);
      // The log and the summary themselves are read from the state, by whoever answers.
      case DUMPLOG, DISPLAY_SUMMARY -> Answer.done();
    };
  }

  /** The account is null if the user does not exist yet. */
  private Answer add(Account account, Execution execution) {
    if (account != null && !account.hasRoomFor(execution.amountCents())) {
      return Rejections.balanceLimit(account, execution.amountCents());
    }
    Account credited = account == null ? accounts.create(execution.command().user()) : account;
    credited.add(execution.amountCents());
    execution.trail().cashAdded(execution.number(), credited, execution.amountCents());
    return Answer.amount("", execution.amountCents());
  }

  private Answer quote(Execution execution) {
    HeldQuote quote = quotes.newest(execution.symbol());
    if (quote == null || !quote.isValidAt(execution.moment())) {
      return Rejections.noValidQuote(execution.symbol(), quote, execution.moment());
    }
    return Answer.price(quote);
  }

  /** Every command that names an existing user is among that user's latest, rejected ones too. */
  private void record(Account before, Execution execution, Outcome outcome) {
    Command command = execution.command();
    boolean created = before == null && outcome == Outcome.OK && !command.user().isEmpty();
    Account account = created ? accounts.get(command.user()) : before;
    if (account != null) {
      account.record(
          new Summary.TransactionLine(
              execution.moment().index(),
              execution.moment().logTimeMillis(),
              execution.number(),
              command.kind(),
              command.symbol(),
              command.amountCents(),
              outcome));
    }
  }
}
