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

  private final Findings findings;
  private final Consumer<ReplayedCommand> visitor;
  private final ExpectedEvents expected;
  private final ReplayedEffects effects;
  private final ReplayedQuotes quotes = new ReplayedQuotes();
  private final QuoteCheck quoteCheck;
  private final ExpiryWatch expiries;

  /** The command whose errorEvent, if it was rejected, is the next event. */
  private AuditEvent.UserCommand waiting;

  private long logTimeMillis;

  /** The log time of the entry that was last seen to settle a firing or an expiry. */
  private long settledAtMillis;

  private long quotesSeen;

  /**
   * @param simulatedQuotes whether prices come from the simulated source, whose keys are checked
   * @param visitor is handed every command in log order, once it is known what became of it
   */
  public AuditReplay(
      Findings findings, boolean simulatedQuotes, Consumer<ReplayedCommand> visitor) {
    this.findings = findings;
    this.visitor = visitor;
    this.quoteCheck = new QuoteCheck(findings, simulatedQuotes);
    this.expiries = new ExpiryWatch(findings);
    this.expected = new ExpectedEvents(findings);
    this.effects = new ReplayedEffects(expected);
  }

  /** Takes the next event. */
  public void accept(AuditEvent event) {
    if (event instanceof AuditEvent.ErrorEvent error) {
      reject(error);
      return;
    }
    catchUp();
    if (event instanceof AuditEvent.QuoteServer quote) {
      take(quote);
      return;
    }
    passTo(event);
    if (event instanceof AuditEvent.UserCommand command) {
      begin(command);
    } else if (event instanceof AuditEvent.AccountTransaction transaction) {
      take(transaction);
    } else if (event instanceof AuditEvent.SystemEvent system) {
      take(system);
    }
  }

  /** Log time goes on with each event but a quote, which has the proxy's time. */
  private void passTo(AuditEvent event) {
    if (event.timestampMillis() < logTimeMillis) {
      findings.add(
          Discrepancy.Kind.EVENT,
          event.number(),
          "log time runs backwards at an event of command "
              + event.number()
              + ": from "
              + logTimeMillis
              + " to "
              + event.timestampMillis());
    }
    logTimeMillis = event.timestampMillis();
  }

  /** Takes the end of the log. Nothing may be handed in after it. */
  public void finish() {
    catchUp();
    expected.settleAll();
    for (ReplayedAccount account : effects.accounts().values()) {
      checkTransactions(account);
    }
  }

  /** How many hits on the legacy quote server the log shows. */
  public long quotesSeen() {
    return quotesSeen;
  }

  /** The user's account as of the last event; null if nobody has added money for the user yet. */
  public ReplayedAccount account(String user) {
    return effects.account(user);
  }

  /** All users as of the last event, in order. */
  public Set<String> users() {
    return Collections.unmodifiableSet(effects.accounts().keySet());
  }

  /** What every user must have, in user order. */
  SortedMap<String, ReplayedAccount> accounts() {
    return Collections.unmodifiableSortedMap(effects.accounts());
  }

  private void begin(AuditEvent.UserCommand command) {
    waiting = command;
    ReplayedAccount account = effects.account(command.user());
    if (account != null) {
      expected.settle(command.user());
      checkNothingOverdue(account, command);
    }
    boolean settling = settledAtMillis == logTimeMillis;
    expiries.commandsBegin(command, settling);
    expected.commandBegins(command, settling);
  }

  private void checkNothingOverdue(ReplayedAccount account, AuditEvent.UserCommand command) {
    for (Deque<ReplayedOrder> orders : List.of(account.pendingBuys, account.pendingSells)) {
      for (ReplayedOrder order : orders) {
        if (order.expiresAtMillis() < logTimeMillis) {
          findings.add(
              Discrepancy.Kind.EXPIRY,
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

  /**
   * Carries out the command before, if that is still to be done: the next event is no rejection of
   * it. After it, accounts are as they are between this event and the next.
   */
  public void catchUp() {
    AuditEvent.UserCommand command = waiting;
    waiting = null;
    if (command == null) {
      return;
    }
    Validity validity = quotes.validity(command.symbol(), logTimeMillis);
    boolean priced = validity != Validity.OVER;
    long priceCents = priced ? quotes.priceCents(command.symbol()) : 0;
    Optional<ResultCode> broken = broken(command, priced);
    if (broken.isPresent()) {
      findings.add(
          Discrepancy.Kind.RULE,
          command.number(),
          describe(command) + " was done, but breaks " + broken.get());
      visit(ReplayedCommand.done(command, null, null));
      return;
    }
    Figures figures = effects.perform(command, priceCents);
    ReplayedAccount account = effects.account(command.user());
    watchOrder(command, account);
    boolean arming =
        command.command() == CommandKind.SET_BUY_TRIGGER
            || command.command() == CommandKind.SET_SELL_TRIGGER;
    if (arming && validity == Validity.VALID) {
      effects.fireAt(account, command.command(), command.symbol(), priceCents);
    }
    checkNotNegative(command);
    boolean asked = command.command() == CommandKind.QUOTE;
    visit(ReplayedCommand.done(command, figures, asked ? quotes.latest(command.symbol()) : null));
  }

  private void watchOrder(AuditEvent.UserCommand command, ReplayedAccount account) {
    switch (command.command()) {
      case BUY -> expiries.watch(account, true, account.pendingBuys.peek());
      case SELL -> expiries.watch(account, false, account.pendingSells.peek());
      default -> {
        // No other command places an order.
      }
    }
  }

  private void visit(ReplayedCommand replayed) {
    ReplayedAccount account = effects.account(replayed.command().user());
    if (account != null) {
      account.remember(replayed);
    }
    visitor.accept(replayed);
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
    passTo(error);
    Validity validity = quotes.validity(command.symbol(), logTimeMillis);
    long priceCents = validity == Validity.OVER ? 0 : quotes.priceCents(command.symbol());
    ReplayedCommand replayed =
        new ReplayedCommand(
            command,
            Optional.of(error.errorMessage()),
            null,
            ReplayedRules.shortage(command, effects.account(command.user()), priceCents),
            null);
    checkRule(replayed, validity);
    visit(replayed);
  }

  private static boolean concerns(AuditEvent.ErrorEvent error, AuditEvent.UserCommand command) {
    return error.number() == command.number()
        && error.command() == command.command()
        && error.user().equals(command.user());
  }

  private void checkRule(ReplayedCommand rejected, Validity validity) {
    String rule = rejected.rule();
    // The audit log shows neither who the caller was nor the state of sessions.
    if (rejected.refusedBySession() || rule.equals(ResultCode.PERMISSION_DENIED.name())) {
      return;
    }
    AuditEvent.UserCommand command = rejected.command();
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
    quoteCheck.check(quote, quotes, logTimeMillis);
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
    settledAtMillis = event.timestampMillis();
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
              Discrepancy.Kind.EXPIRY,
              event.number(),
              "order "
                  + event.number()
                  + " expired at log time "
                  + event.timestampMillis()
                  + " before its sixty seconds were over: it counted until "
                  + order.expiresAtMillis());
        }
        return;
      }
    }
    findings.add(
        Discrepancy.Kind.EXPIRY,
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
