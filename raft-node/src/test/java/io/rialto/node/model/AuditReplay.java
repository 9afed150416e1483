package io.rialto.node.model;

import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.AuditEvent.AccountTransaction;
import io.rialto.node.machine.AuditEvent.SystemEvent;
import io.rialto.node.machine.AuditEvent.UserCommand;
import io.rialto.node.machine.CommandKind;
import java.util.HashMap;
import java.util.Map;

/**
 * Recomputes money from nothing but the audit events (SPEC "Audit log": cash is always the sum of
 * adds less removes), and what came in and went out by trading, for the conservation of money.
 */
public final class AuditReplay {

  private final Map<String, Long> cash = new HashMap<>();

  /**
   * Whose effects the events that follow are: a command's, or, if null, a firing's or an expiry's.
   */
  private CommandKind cause;

  private long addedCents;
  private long paidForSharesCents;
  private long proceedsCents;

  /** One that has seen the same, and goes its own way. */
  AuditReplay copy() {
    AuditReplay copy = new AuditReplay();
    copy.cash.putAll(cash);
    copy.cause = cause;
    copy.addedCents = addedCents;
    copy.paidForSharesCents = paidForSharesCents;
    copy.proceedsCents = proceedsCents;
    return copy;
  }

  public void see(AuditEvent event) {
    if (event instanceof UserCommand command) {
      cause = command.command();
    } else if (event instanceof AccountTransaction transaction) {
      seeTransaction(transaction);
    } else if (event instanceof SystemEvent system) {
      cause = null;
      seeFiring(system);
    }
  }

  private void seeTransaction(AccountTransaction transaction) {
    long cents = transaction.fundsCents();
    cash.merge(transaction.user(), transaction.add() ? cents : -cents, Math::addExact);
    if (cause == CommandKind.ADD) {
      addedCents += cents;
    } else if (cause == CommandKind.COMMIT_BUY) {
      paidForSharesCents += cents;
    } else if (cause == CommandKind.COMMIT_SELL) {
      proceedsCents += cents;
    }
  }

  private void seeFiring(SystemEvent system) {
    if (system.command() == CommandKind.SET_BUY_TRIGGER) {
      paidForSharesCents += system.fundsCents();
    } else if (system.command() == CommandKind.SET_SELL_TRIGGER) {
      proceedsCents += system.fundsCents();
    }
  }

  /** The user's cash, 0 for a user of whom the audit log knows no money. */
  public long cashCents(String user) {
    return cash.getOrDefault(user, 0L);
  }

  /**
   * SPEC's conservation, solved for what everyone's cash + reserved must be: added + proceeds -
   * paid for shares.
   */
  public long moneyCents() {
    return addedCents + proceedsCents - paidForSharesCents;
  }
}
