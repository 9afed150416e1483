package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The audit events of the entry being applied, in log order (SPEC, "Audit log"). */
final class Trail {
  private final Moment moment;
  private final List<AuditEvent> events = new ArrayList<>();
  private final LinkedHashMap<String, Long> cashByUser = new LinkedHashMap<>();

  Trail(Moment moment) {
    this.moment = moment;
  }

  Moment moment() {
    return moment;
  }

  List<AuditEvent> events() {
    return events;
  }

  /** Adds less removes of a user's cash in this entry. */
  long auditedCents(String user) {
    return cashByUser.getOrDefault(user, 0L);
  }

  void command(long number, Command command) {
    events.add(
        new AuditEvent.UserCommand(
            moment.logTimeMillis(),
            moment.server(),
            number,
            command.kind(),
            command.user(),
            command.symbol(),
            command.filename(),
            command.amountCents()));
  }

  void rejected(long number, Command command, String message) {
    events.add(
        new AuditEvent.ErrorEvent(
            moment.logTimeMillis(),
            moment.server(),
            number,
            command.kind(),
            command.user(),
            command.symbol(),
            command.filename(),
            command.amountCents(),
            message));
  }

  void quote(long number, String user, Quote quote, HeldQuote held) {
    events.add(
        new AuditEvent.QuoteServer(
            held.timeMillis(),
            quote.proxyName(),
            number,
            quote.priceCents(),
            quote.symbol(),
            user,
            quote.quoteServerTimeMillis(),
            quote.cryptokey()));
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
    events.add(
        new AuditEvent.SystemEvent(
            moment.logTimeMillis(), moment.server(), number, kind, user, symbol, cents));
  }

  private void cash(long number, boolean add, String user, long cents) {
    if (cents == 0) {
      return;
    }
    cashByUser.merge(user, add ? cents : -cents, Long::sum);
    events.add(
        new AuditEvent.AccountTransaction(
            moment.logTimeMillis(), moment.server(), number, add, user, cents));
  }
}
