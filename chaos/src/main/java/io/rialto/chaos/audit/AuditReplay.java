package io.rialto.chaos.audit;

import io.rialto.chaos.audit.ReplayedCommand.Figures;
import io.rialto.chaos.audit.ReplayedQuotes.Validity;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ResultCode;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Replays a whole audit log, event by event, from its beginning: decides anew what every command
 * must have led to, and notes where the log says otherwise. What it holds at the end is what every
 * node must hold at the log's last index.
 *
 * <p>Prices come from the log alone, and only the log tells in which entry orders end and triggers
 * fire ({@link SettlementWatch}); all else follows from the commands. Not thread-safe.
 */
public final class AuditReplay {

  /** An entry settles no more; what is settled for a user's command does not count. */
  public static final int SETTLED_PER_ENTRY_MAX = 1_000;

  private final Findings findings;
  private final Consumer<ReplayedCommand> visitor;
  private final ExpectedEvents expected;
  private final ReplayedEffects effects;
  private final ReplayedQuotes quotes = new ReplayedQuotes();
  private final QuoteCheck quoteCheck;
  private final SettlementWatch settlement;

  /** The command whose errorEvent, if it was rejected, is the next event. */
  private AuditEvent.UserCommand waiting;

  private long logTimeMillis;
  private long quotesSeen;

  /**
   * @param simulatedQuotes whether prices come from the simulated source, whose keys are checked
   * @param visitor is handed every command in log order, once it is known what became of it
   */
  public AuditReplay(
      Findings findings, boolean simulatedQuotes, Consumer<ReplayedCommand> visitor) {
    this(findings, simulatedQuotes, SETTLED_PER_ENTRY_MAX, visitor);
  }

  /** The same of a service whose entries settle as much as is said here. */
  public AuditReplay(
      Findings findings,
      boolean simulatedQuotes,
      int settledPerEntryMax,
      Consumer<ReplayedCommand> visitor) {
    this.findings = findings;
    this.visitor = visitor;
    this.quoteCheck = new QuoteCheck(findings, simulatedQuotes);
    this.expected = new ExpectedEvents(findings);
    this.effects = new ReplayedEffects(expected);
    this.settlement = new SettlementWatch(findings, effects, settledPerEntryMax);
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
    settlement.passTo(logTimeMillis);
  }

  /** Takes the end of the log. Nothing may be handed in after it. */
  public void finish() {
    catchUp();
    settlement.finish();
    expected.settleAll();
    for (ReplayedAccount account : effects.accounts().values()) {
      checkTransactions(account);
    }
  }

  /** How many hits on the legacy quote server the log shows. */
  public long quotesSeen() {
    return quotesSeen;
  }

  /**
   * The user's account as whoever reads it after the last event sees it: triggers whose turn is due
   * have fired, though the log may show that later. Null if nobody has added money for the user
   * yet.
   */
  public ReplayedAccount account(String user) {
    ReplayedAccount account = effects.account(user);
    return account == null ? null : settlement.settled(account);
  }

  /** Whether the log leaves open which of two things a reader of the user's account sees. */
  public boolean isDoubtful(String user) {
    ReplayedAccount account = effects.account(user);
    return account != null && settlement.isDoubtful(account);
  }

  /** Whether the last event's entry may be full: its quotes then fire nothing before the next. */
  public boolean mayBeFull() {
    return settlement.mayBeFull();
  }

  /** The log time of the last event. */
  long logTimeMillis() {
    return logTimeMillis;
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
    expected.commandBegins(command);
    settlement.commandBegins(command, account);
    expected.settle(command.user());
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
      effects.fireAtOnce(account, command.command(), command.symbol(), priceCents);
    }
    checkNotNegative(command);
    boolean asked = command.command() == CommandKind.QUOTE;
    visit(ReplayedCommand.done(command, figures, asked ? quotes.latest(command.symbol()) : null));
  }

  private void watchOrder(AuditEvent.UserCommand command, ReplayedAccount account) {
    switch (command.command()) {
      case BUY -> settlement.watch(account, true, account.pendingBuys.peek());
      case SELL -> settlement.watch(account, false, account.pendingSells.peek());
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
    settlement.quote(quote.symbol(), quote.priceCents());
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
      case BUY -> expire(account, account.pendingBuys, event);
      case SELL -> expire(account, account.pendingSells, event);
      default -> fire(account, event);
    }
  }

  private void expire(
      ReplayedAccount account, Deque<ReplayedOrder> pending, AuditEvent.SystemEvent event) {
    // The oldest first: several files may have been replayed into one log, with the same numbers.
    for (Iterator<ReplayedOrder> orders = pending.descendingIterator(); orders.hasNext(); ) {
      ReplayedOrder order = orders.next();
      if (order.number() == event.number() && order.amountCents() == event.fundsCents()) {
        if (order.isOver(logTimeMillis)) {
          settlement.expires(account, order);
        } else {
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
        orders.remove();
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
    if (!expected.awaits(event)) {
      bringAbout(account, event);
    }
    expected.seenFiring(event);
  }

  /** A firing that no command has brought about, or one of which that was open. */
  private void bringAbout(ReplayedAccount account, AuditEvent.SystemEvent event) {
    ReplayedTurn turn = settlement.turnOf(account, event);
    if (turn != null) {
      settlement.fires(turn);
    } else if (quotes.validity(event.symbol(), logTimeMillis) == Validity.EITHER) {
      long priceCents = quotes.priceCents(event.symbol());
      effects.fireAtOnce(account, event.command(), event.symbol(), priceCents);
    }
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
