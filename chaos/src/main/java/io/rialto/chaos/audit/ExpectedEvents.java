package io.rialto.chaos.audit;

import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.CommandKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that the replay says the log must show for what has happened, user by user, until it
 * shows them. A user's must all have been seen before that user's next command.
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

  private record Firing(String user, Expected expected) {}

  private final Map<String, List<Expected>> byUser = new HashMap<>();

  /** Those not yet shown, of which it has not been reported that they are late. */
  private final List<Firing> firings = new ArrayList<>();

  private final Findings findings;

  ExpectedEvents(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void expectTransaction(String user, long number, boolean add, long cents) {
    expect(user, new Expected(transaction(add), number, cents));
  }

  @Override
  public void expectFiring(
      String user, long number, CommandKind command, String symbol, long cents) {
    Expected expected = new Expected(firing(command, symbol), number, cents);
    firings.add(new Firing(user, expected));
    expect(user, expected);
  }

  private void expect(String user, Expected expected) {
    byUser.computeIfAbsent(user, u -> new ArrayList<>()).add(expected);
  }

  void seen(AuditEvent.AccountTransaction event) {
    strike(
        event.user(), new Expected(transaction(event.add()), event.number(), event.fundsCents()));
  }

  void seenFiring(AuditEvent.SystemEvent event) {
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
    firings.remove(new Firing(user, seen));
    List<Expected> expected = byUser.get(user);
    if (expected == null || !expected.remove(seen)) {
      findings.add(
          seen.kind(), seen.number(), "user " + user + ": the log has an uncalled-for " + seen);
    }
  }

  /** A command comes: what fires at once, by its own arming, must have been seen. */
  void commandBegins(AuditEvent.UserCommand command) {
    for (Firing late : firings) {
      findings.add(
          Discrepancy.Kind.TRIGGER,
          late.expected.number,
          "user "
              + late.user
              + ": the price reached the trigger of command "
              + late.expected.number
              + " at once, but it had not fired when command "
              + command.number()
              + " came");
    }
    firings.clear();
  }

  /** Reports what should have been seen of this user by now. */
  void settle(String user) {
    firings.removeIf(firing -> firing.user.equals(user));
    List<Expected> missing = byUser.remove(user);
    for (Expected expected : missing == null ? List.<Expected>of() : missing) {
      findings.add(
          expected.kind(), expected.number(), "user " + user + ": the log lacks the " + expected);
    }
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
