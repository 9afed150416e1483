package io.rialto.chaos.audit;

import io.rialto.chaos.audit.ReplayedCommand.Figures;
import io.rialto.chaos.audit.ReplayedQuotes.Validity;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ResultCode;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Replays a whole audit log, event by event, from its beginning: decides anew what every command
 * must have led to, and notes where the log says otherwise. What it holds at the end is what every
 * node must hold at the log's last index.
 *
 * <p>Prices and expiries are taken from the log, where alone they can come from; all else follows
 * from the commands. Not thread-safe.
 */
public final class AuditReplay {

  /**
   * Rejections for what the audit log does not show: who the caller was, and the state of sessions.
   */
  private static final Set<String> RULES_NOT_IN_THE_LOG =
      Set.of(
          ResultCode.PERMISSION_DENIED.name(),
          ResultCode.UNKNOWN_SESSION.name(),
          ResultCode.SEQUENCE_REUSED.name(),
          ResultCode.SEQUENCE_FORGOTTEN.name(),
          ResultCode.CANCELLED.name());

  private final Findings findings;
  private final Consumer<ReplayedCommand> visitor;
  private final ExpectedEvents expected;
  private final ReplayedEffects effects;
  private final ReplayedQuotes quotes = new ReplayedQuotes();

  /** The command whose errorEvent, if it was rejected, is the next event. */
  private AuditEvent.UserCommand waiting;

  private long logTimeMillis;
  private long quotesSeen;

  /**
   * @param visitor is handed every command in log order, once it is known what became of it
   */
  public AuditReplay(Findings findings, Consumer<ReplayedCommand> visitor) {
    this.findings = findings;
    this.visitor = visitor;
    this.expected = new ExpectedEvents(findings);
    this.effects = new ReplayedEffects(expected);
  }

  /** Takes the next event. */
  public void accept(AuditEvent event) {
    if (event instanceof AuditEvent.ErrorEvent error) {
      reject(error);
      return;
    }
    performWaiting();
    if (event instanceof AuditEvent.UserCommand command) {
      begin(command);
    } else if (event instanceof AuditEvent.QuoteServer quote) {
      take(quote);
    } else if (event instanceof AuditEvent.AccountTransaction transaction) {
      take(transaction);
    } else if (event instanceof AuditEvent.SystemEvent system) {
      take(system);
    }
  }

  /** Takes the end of the log. Nothing may be handed in after it. */
  public void finish() {
    performWaiting();
    expected.settleAll();
    for (ReplayedAccount account : effects.accounts().values()) {
      checkTransactions(account);
    }
  }

  /** How many hits on the legacy quote server the log shows. */
  public long quotesSeen() {
    return quotesSeen;
  }

  /** What every user must have, in user order. */
  SortedMap<String, ReplayedAccount> accounts() {
    return Collections.unmodifiableSortedMap(effects.accounts());
  }

  private void begin(AuditEvent.UserCommand command) {
    if (command.timestampMillis() < logTimeMillis) {
      findings.add(
          Discrepancy.Kind.EVENT,
          command.number(),
          "log time runs backwards at command " + command.number());
    }
    logTimeMillis = command.timestampMillis();
    waiting = command;
    ReplayedAccount account = effects.account(command.user());
    if (account != null) {
      expected.settle(command.user());
      checkNothingOverdue(account, command);
    }
  }

  private void checkNothingOverdue(ReplayedAccount account, AuditEvent.UserCommand command) {
    for (Deque<ReplayedOrder> orders : List.of(account.pendingBuys, account.pendingSells)) {
      for (ReplayedOrder order : orders) {
        if (order.expiresAtMillis() < logTimeMillis) {
          findings.add(
              Discrepancy.Kind.EVENT,
              order.number(),
              "user "
                  + account.user
                  + ": order "
                  + order.number()
                  + " was over before command "
                  + command.number()
                  + ", but the log does not show its expiry");
        }
      }
    }
  }

  private void performWaiting() {
    AuditEvent.UserCommand command = waiting;
    waiting = null;
    if (command == null) {
      return;
    }
    Validity validity = quotes.validity(command.symbol(), logTimeMillis);
    boolean priced = validity != Validity.OVER;
    long priceCents = priced ? quotes.priceCents(command.symbol()) : 0;
    ReplayedAccount account = effects.account(command.user());
    Optional<ResultCode> broken = ReplayedRules.broken(command, account, priced, priceCents);
    if (broken.isPresent()) {
      findings.add(
          Discrepancy.Kind.RULE,
          command.number(),
          describe(command) + " was done, but breaks " + broken.get());
      visitor.accept(new ReplayedCommand(command, Optional.empty(), null));
      return;
    }
    Figures figures = effects.perform(command, priceCents);
    boolean arming =
        command.command() == CommandKind.SET_BUY_TRIGGER
            || command.command() == CommandKind.SET_SELL_TRIGGER;
    if (arming && validity == Validity.VALID) {
      effects.fireAt(account, command.command(), command.symbol(), priceCents);
    }
    checkNotNegative(command);
    visitor.accept(new ReplayedCommand(command, Optional.empty(), figures));
  }

  private void reject(AuditEvent.ErrorEvent error) {
    AuditEvent.UserCommand command = waiting;
    if (command == null || !concerns(error, command)) {
      findings.add(
          Discrepancy.Kind.EVENT,
          error.number(),
          "the log has an errorEvent for command "
              + error.number()
              + " that does not follow its userCommand");
      return;
    }
    waiting = null;
    ReplayedCommand replayed =
        new ReplayedCommand(command, Optional.of(error.errorMessage()), null);
    checkRule(replayed);
    visitor.accept(replayed);
  }

  private static boolean concerns(AuditEvent.ErrorEvent error, AuditEvent.UserCommand command) {
    return error.number() == command.number()
        && error.command() == command.command()
        && error.user().equals(command.user());
  }

  private void checkRule(ReplayedCommand rejected) {
    String rule = rejected.rule();
    if (RULES_NOT_IN_THE_LOG.contains(rule)) {
      return;
    }
    AuditEvent.UserCommand command = rejected.command();
    Validity validity = quotes.validity(command.symbol(), logTimeMillis);
    Optional<ResultCode> broken = broken(command, validity != Validity.OVER);
    boolean agrees =
        is(broken, rule) || (validity == Validity.EITHER && is(broken(command, false), rule));
    if (!agrees) {
      findings.add(
          Discrepancy.Kind.RULE,
          command.number(),
          describe(command)
              + " was rejected with \""
              + rejected.errorMessage().orElse("")
              + "\", but "
              + broken.map(code -> "breaks " + code).orElse("breaks no rule"));
    }
  }

  private Optional<ResultCode> broken(AuditEvent.UserCommand command, boolean priced) {
    long priceCents = priced ? quotes.priceCents(command.symbol()) : 0;
    return ReplayedRules.broken(command, effects.account(command.user()), priced, priceCents);
  }

  private static boolean is(Optional<ResultCode> broken, String rule) {
    return broken.isPresent() && broken.get().name().equals(rule);
  }

  private void take(AuditEvent.QuoteServer quote) {
    quotesSeen++;
    quotes.put(quote, logTimeMillis);
    effects.fireAt(quote.symbol(), quote.priceCents());
  }

  private void take(AuditEvent.AccountTransaction transaction) {
    expected.seen(transaction);
    ReplayedAccount account = effects.account(transaction.user());
    if (account == null) {
      return;
    }
    if (transaction.add()) {
      account.transactionsAdded += transaction.fundsCents();
    } else {
      account.transactionsRemoved += transaction.fundsCents();
    }
  }

  private void take(AuditEvent.SystemEvent event) {
    ReplayedAccount account = effects.account(event.user());
    if (account == null) {
      findings.add(
          Discrepancy.Kind.EVENT,
          event.number(),
          "the log has a systemEvent for the unknown user " + event.user());
      return;
    }
    switch (event.command()) {
      case BUY -> expire(account.pendingBuys, event);
      case SELL -> expire(account.pendingSells, event);
      default -> fire(account, event);
    }
  }

  private void expire(Deque<ReplayedOrder> pending, AuditEvent.SystemEvent event) {
    // The oldest first: several files may have been replayed into one log, with the same numbers.
    for (Iterator<ReplayedOrder> orders = pending.descendingIterator(); orders.hasNext(); ) {
      ReplayedOrder order = orders.next();
      if (order.number() == event.number() && order.amountCents() == event.fundsCents()) {
        orders.remove();
        if (event.timestampMillis() <= order.expiresAtMillis()) {
          findings.add(
              Discrepancy.Kind.EVENT,
              event.number(),
              "order " + event.number() + " expired before its sixty seconds were over");
        }
        return;
      }
    }
    findings.add(
        Discrepancy.Kind.EVENT,
        event.number(),
        "user "
            + event.user()
            + ": the log has an expiry of order "
            + event.number()
            + " worth "
            + Money.format(event.fundsCents())
            + ", which is not pending");
  }

  private void fire(ReplayedAccount account, AuditEvent.SystemEvent event) {
    boolean unsettled =
        !expected.awaits(event)
            && quotes.validity(event.symbol(), logTimeMillis) == Validity.EITHER;
    if (unsettled) {
      effects.fireAt(account, event.command(), event.symbol(), quotes.priceCents(event.symbol()));
    }
    expected.seenFiring(event);
  }

  private void checkNotNegative(AuditEvent.UserCommand command) {
    ReplayedAccount account = effects.account(command.user());
    String negative = account == null ? null : account.negativeFigure();
    if (negative != null) {
      findings.add(
          Discrepancy.Kind.CONSERVATION,
          command.number(),
          "user " + account.user + " has " + negative + " after command " + command.number());
    }
  }

  private void checkTransactions(ReplayedAccount account) {
    long sum = account.transactionsAdded - account.transactionsRemoved;
    if (sum != account.cash) {
      findings.add(
          Discrepancy.Kind.EVENT,
          0,
          "user "
              + account.user
              + ": account transactions add up to "
              + Money.format(sum)
              + ", but the commands leave a cash of "
              + Money.format(account.cash));
    }
  }

  private static String describe(AuditEvent.UserCommand command) {
    return "command " + command.number() + " (" + command.command() + " of " + command.user() + ")";
  }
}
