package io.rialto.chaos.audit;

import io.rialto.proto.trading.CommandKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit log of a crowd, written event by event as a node would: so many users with an order
 * each, or a buy trigger each, of whom more are due at once than an entry settles. User {@code i}'s
 * order or trigger has the number {@code i + 1}.
 */
final class Crowd {

  static final long START_MILLIS = 1_790_000_000_000L;
  static final String SYMBOL = "ABC";

  /** At the price of 50.00, two shares and no rest. */
  static final long CENTS = 100_00;

  private static final long FUNDING_NUMBERS = 1_000_000;

  final List<AuditEvent> events = new ArrayList<>();
  private long now = START_MILLIS;
  private long numbers = 2 * FUNDING_NUMBERS;

  private Crowd(int users) {
    for (int i = 0; i < users; i++) {
      add(user(i), FUNDING_NUMBERS + i);
    }
  }

  /** Each has money for one order or trigger. */
  static Crowd of(int users) {
    return new Crowd(users);
  }

  /** Each has a pending buy, placed in their order at one log time. */
  static Crowd withOrders(int users) {
    return of(users).quote(50_00).order(0, users);
  }

  /** Each has a buy trigger at 60.00, armed in their order. */
  static Crowd withTriggers(int users) {
    return of(users).arm(0, users, CENTS);
  }

  /** These users place their order. */
  Crowd order(int from, int to) {
    for (int i = from; i < to; i++) {
      command(i + 1, CommandKind.BUY, user(i), SYMBOL, CENTS);
    }
    return this;
  }

  /** These users arm their trigger, with so much money. */
  Crowd arm(int from, int to, long cents) {
    for (int i = from; i < to; i++) {
      long number = numbers++;
      command(number, CommandKind.SET_BUY_AMOUNT, user(i), SYMBOL, cents);
      transaction(number, false, user(i), cents);
      command(i + 1, CommandKind.SET_BUY_TRIGGER, user(i), SYMBOL, 60_00);
    }
    return this;
  }

  static String user(int i) {
    return "u" + i;
  }

  long now() {
    return now;
  }

  Crowd pass(long millis) {
    now += millis;
    return this;
  }

  Crowd quote(long priceCents) {
    events.add(
        new AuditEvent.QuoteServer(
            now, "proxy1", numbers++, priceCents, SYMBOL, user(0), now - 5, "key="));
    return this;
  }

  /** Somebody of whom nothing is due adds money: commands have begun in this entry. */
  Crowd stranger() {
    add("stranger", numbers++);
    return this;
  }

  Crowd display(int user) {
    return command(numbers++, CommandKind.DISPLAY_SUMMARY, user(user), "", 0);
  }

  /** The orders of these users end. */
  Crowd expire(int from, int to) {
    for (int i = from; i < to; i++) {
      system(i, CommandKind.BUY);
    }
    return this;
  }

  /** The triggers of these users fire. */
  Crowd fire(int from, int to) {
    for (int i = from; i < to; i++) {
      system(i, CommandKind.SET_BUY_TRIGGER);
    }
    return this;
  }

  private void system(int user, CommandKind kind) {
    events.add(new AuditEvent.SystemEvent(now, "n1", user + 1, kind, user(user), SYMBOL, CENTS));
  }

  private void add(String user, long number) {
    command(number, CommandKind.ADD, user, "", CENTS);
    transaction(number, true, user, CENTS);
  }

  private Crowd command(long number, CommandKind kind, String user, String symbol, long cents) {
    events.add(new AuditEvent.UserCommand(now, "n1", number, kind, user, symbol, "", cents));
    return this;
  }

  private void transaction(long number, boolean add, String user, long cents) {
    events.add(new AuditEvent.AccountTransaction(now, "n1", number, add, user, cents));
  }
}
