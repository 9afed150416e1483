package io.rialto.chaos.audit;

import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.CommandKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that the replay says the log must show, user by user, until it shows them. A user's
 * must all have been seen before that user's next command: a firing may be settled in a later entry
 * than its quote's, but not later than that (SPEC, "Expiry").
 */
final class ExpectedEvents implements EventsDue {

  /**
   * What an event must say.
   *
   * @param what the name of its element with its action or command
   */
  private record Expected(String what, long number, long cents) {

    Discrepancy.Kind kind() {
      return what.startsWith(FIRING) ? Discrepancy.Kind.TRIGGER : Discrepancy.Kind.EVENT;
    }

    @Override
    public String toString() {
      return what + " of " + Money.format(cents) + " for command " + number;
    }
  }

  private static final String FIRING = "systemEvent ";

  private final Map<String, List<Expected>> byUser = new HashMap<>();
  private final Findings findings;
  private final FiringOrder firings;

  ExpectedEvents(Findings findings) {
    this.findings = findings;
    this.firings = new FiringOrder(findings);
  }

  @Override
  public void expectTransaction(String user, long number, boolean add, long cents) {
    expect(user, new Expected(transaction(add), number, cents));
  }

  @Override
  public void expectFiring(
      String user, long number, CommandKind command, String symbol, long cents, boolean atOnce) {
    firings.due(user, number, atOnce);
    expect(user, new Expected(firing(command, symbol), number, cents));
  }

  private void expect(String user, Expected expected) {
    byUser.computeIfAbsent(user, u -> new ArrayList<>()).add(expected);
  }

  void seen(AuditEvent.AccountTransaction event) {
    strike(
        event.user(), new Expected(transaction(event.add()), event.number(), event.fundsCents()));
  }

  void seenFiring(AuditEvent.SystemEvent event) {
    firings.fired(event.user(), event.number());
    strike(
        event.user(),
        new Expected(firing(event.command(), event.symbol()), event.number(), event.fundsCents()));
  }

  boolean awaits(AuditEvent.SystemEvent event) {
    return byUser
        .getOrDefault(event.user(), List.of())
        .contains(
            new Expected(
                firing(event.command(), event.symbol()), event.number(), event.fundsCents()));
  }

  private void strike(String user, Expected seen) {
    List<Expected> expected = byUser.get(user);
    if (expected == null || !expected.remove(seen)) {
      findings.add(
          seen.kind(), seen.number(), "user " + user + ": the log has an uncalled-for " + seen);
    }
  }

  /** Reports what should have been seen of this user by now. */
  void settle(String user) {
    List<Expected> missing = byUser.remove(user);
    if (missing != null && !missing.isEmpty()) {
      firings.forget(user);
      for (Expected expected : missing) {
        findings.add(
            expected.kind(), expected.number(), "user " + user + ": the log lacks the " + expected);
      }
    }
  }

  /** A command comes: what was due before it must have been seen. */
  void commandBegins(AuditEvent.UserCommand command, boolean settling) {
    firings.commandBegins(command, settling);
  }

  void settleAll() {
    List.copyOf(byUser.keySet()).forEach(this::settle);
  }

  private static String transaction(boolean add) {
    return add ? "accountTransaction add" : "accountTransaction remove";
  }

  private static String firing(CommandKind command, String symbol) {
    return FIRING + command + " on " + symbol;
  }
}
