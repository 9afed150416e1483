package io.rialto.node.model;

import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.AuditEvent.AccountTransaction;
import io.rialto.node.machine.AuditEvent.ErrorEvent;
import io.rialto.node.machine.AuditEvent.QuoteServer;
import io.rialto.node.machine.AuditEvent.SystemEvent;
import io.rialto.node.machine.AuditEvent.UserCommand;
import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Quote;
import java.util.ArrayList;
import java.util.List;

/** The audit events of one entry, in the order in which they happen (SPEC "Audit log"). */
final class NaiveAudit {

  /** Stands for every message: its words are not SPEC's, only that there is one. */
  static final String SOME_MESSAGE = "(some message)";

  private final long now;
  private final String server;
  private final List<AuditEvent> events = new ArrayList<>();

  NaiveAudit(long now, String server) {
    this.now = now;
    this.server = server;
  }

  List<AuditEvent> events() {
    return events;
  }

  /** A quote that entered the log and counts. */
  void quote(Quote quote, long timeMillis, long number, String user) {
    events.add(
        new QuoteServer(
            timeMillis,
            quote.proxyName(),
            number,
            quote.priceCents(),
            quote.symbol(),
            user,
            quote.quoteServerTimeMillis(),
            quote.cryptokey()));
  }

  void command(long number, Command command) {
    events.add(
        new UserCommand(
            now,
            server,
            number,
            command.kind(),
            command.user(),
            command.symbol(),
            command.filename(),
            command.amountCents()));
  }

  void rejection(long number, Command command) {
    events.add(
        new ErrorEvent(
            now,
            server,
            number,
            command.kind(),
            command.user(),
            command.symbol(),
            command.filename(),
            command.amountCents(),
            SOME_MESSAGE));
  }

  /** A change of a user's cash; no change, no event. */
  void cash(long number, String user, boolean add, long cents) {
    if (cents != 0) {
      events.add(new AccountTransaction(now, server, number, add, user, cents));
    }
  }

  /** A firing or an expiry, under the number of the command that it ends. */
  void system(long number, CommandKind command, String user, String symbol, long cents) {
    events.add(new SystemEvent(now, server, number, command, user, symbol, cents));
  }
}
