package io.rialto.node.machine;

/** The audit events of the entry being applied, in log order (SPEC, "Audit log"). */
final class Trail {
  private final Moment moment;
  private final AuditBlocks.Writer block;

  Trail(Moment moment) {
    this.moment = moment;
    this.block = new AuditBlocks.Writer(moment);
  }

  Moment moment() {
    return moment;
  }

  /** The events so far, in their stored form. */
  AuditBlocks.Writer block() {
    return block;
  }

  /** Adds less removes of the account's cash in this entry. */
  long auditedCents(Account account) {
    AuditedUser known = account.audited();
    return known != null && known.isOf(moment) ? known.cents() : 0;
  }

  /** A command, whatever comes of it; the account is null if its user has none. */
  void command(long number, Command command, Account account) {
    block.command(number, user(command, account), command);
  }

  void rejected(long number, Command command, Account account, String message) {
    block.rejected(number, user(command, account), command, message);
  }

  void quote(long number, String user, Quote quote, HeldQuote held) {
    block.quote(number, block.user(user), quote, held.timeMillis());
  }

  /** Cash that came in. What changes nothing (a reserve spent to the last cent) is no event. */
  void cashAdded(long number, Account account, long cents) {
    cash(number, true, account, cents);
  }

  /** Cash that went out. */
  void cashRemoved(long number, Account account, long cents) {
    cash(number, false, account, cents);
  }

  /** A trigger that fired or a pending order that expired. */
  void system(long number, CommandKind kind, Account account, String symbol, long cents) {
    block.system(number, user(account), kind, symbol, cents);
  }

  private void cash(long number, boolean added, Account account, long cents) {
    if (cents == 0) {
      return;
    }
    AuditedUser user = user(account);
    user.addCents(added ? cents : -cents);
    block.cash(number, added, user, cents);
  }

  private AuditedUser user(Command command, Account account) {
    return account == null ? block.user(command.user()) : user(account);
  }

  private AuditedUser user(Account account) {
    AuditedUser known = account.audited();
    if (known == null || !known.isOf(moment)) {
      known = block.user(account.user());
      account.audited(known);
    }
    return known;
  }
}
