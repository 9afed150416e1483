package io.rialto.node.machine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The audit events of the entry being applied, in log order (SPEC, "Audit log"). */
final class Trail {
  private final Moment moment;
  private final AuditBlocks.Writer block;
  private final Map<String, Long> cashByUser = new LinkedHashMap<>();

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

  /** Adds less removes of a user's cash in this entry. */
  long auditedCents(String user) {
    return cashByUser.getOrDefault(user, 0L);
  }

  void command(long number, Command command) {
    block.command(number, command);
  }

  void rejected(long number, Command command, String message) {
    block.rejected(number, command, message);
  }

  void quote(long number, String user, Quote quote, HeldQuote held) {
    block.quote(number, user, quote, held.timeMillis());
  }

  /** Cash that came in. What changes nothing (a reserve spent to the last cent) is no event. */
  void cashAdded(long number, String user, long cents) {
    cash(number, true, user, cents);
  }

  /** Cash that went out. */
  void cashRemoved(long number, String user, long cents) {
    cash(number, false, user, cents);
  }

  /** A trigger that fired or a pending order that expired. */
  void system(long number, CommandKind kind, String user, String symbol, long cents) {
    block.system(number, kind, user, symbol, cents);
  }

  private void cash(long number, boolean added, String user, long cents) {
    if (cents == 0) {
      return;
    }
    cashByUser.merge(user, added ? cents : -cents, Long::sum);
    block.cash(number, added, user, cents);
  }
}
