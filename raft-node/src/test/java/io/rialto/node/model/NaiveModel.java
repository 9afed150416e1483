package io.rialto.node.model;

import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult.AcceptedQuote;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.OpenSession;
import io.rialto.node.machine.Operation.RequestCommand;
import io.rialto.node.machine.Operation.Resolve;
import io.rialto.node.machine.Operation.SessionCommand;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Quote;
import io.rialto.node.machine.Reply;
import io.rialto.node.machine.Result;
import io.rialto.node.machine.Summary;
import io.rialto.node.machine.Summary.TransactionLine;
import io.rialto.node.machine.TradingMachine.ArmedSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;

/**
 * The whole service on one page: entry in, expected results and audit events out. Messages are not
 * SPEC's to the letter, so every rejection carries {@link NaiveAudit#SOME_MESSAGE}.
 */
final class NaiveModel {

  /** SPEC "Audit log": the machine's own running number starts here. */
  private static final long FIRST_OWN_NUMBER = 1_000_000_000_000L;

  /** What one entry should give. */
  record Expected(
      long logTimeMillis,
      List<Result> results,
      List<AcceptedQuote> acceptedQuotes,
      boolean moreIsDue,
      List<AuditEvent> events) {}

  private final NaiveRules rules = new NaiveRules();
  private final NaiveSettlement settlement;
  private final NaiveSessions sessions;
  private boolean started;
  private long now;
  private long nextOwnNumber = FIRST_OWN_NUMBER;

  /** Own numbers of this entry's operations, by position. */
  private final Map<Integer, Long> reservedNumbers = new HashMap<>();

  private Entry entry;
  private IntToLongFunction idOfSession;
  private NaiveAudit audit;

  NaiveModel(MachineLimits limits) {
    settlement = new NaiveSettlement(rules, limits.settledPerEntryMax());
    sessions = new NaiveSessions(limits, outcome -> reply(Answer.rejected(outcome), 0));
  }

  /**
   * @param sessionIds the id that the machine gives to a session, by the position (from 1) of the
   *     operation that opens it
   */
  Expected apply(Entry next, IntToLongFunction sessionIds) {
    entry = next;
    idOfSession = sessionIds;
    // DESIGN "Determinism": now = max(previous, stamp); the first entry takes its stamp as it is.
    now = started ? Math.max(now, entry.stampMillis()) : entry.stampMillis();
    started = true;
    audit = new NaiveAudit(now, entry.server());
    // "At most 1,000 a time": first expiries, then earlier rounds, then quote by quote, then the
    // commands.
    sessions.pass(now);
    rules.pass(now, audit);
    settlement.pass(now, audit);
    List<AcceptedQuote> accepted = new ArrayList<>();
    reservedNumbers.clear();
    for (Quote quote : entry.quotes()) {
      take(quote, accepted);
    }
    List<Result> results = new ArrayList<>();
    for (Operation operation : entry.operations()) {
      results.add(operate(operation, results.size() + 1));
    }
    return new Expected(now, results, accepted, settlement.moreIsDue(), audit.events());
  }

  Set<String> users() {
    return rules.accounts.keySet();
  }

  /**
   * The account as a reader sees it: as if what is due of the user were settled. Null if the user
   * does not exist.
   */
  Summary summary(String user) {
    NaiveAccount account = rules.accounts.get(user);
    return account == null ? null : settlement.settled(account).summary();
  }

  /** The events of what is due of the user, which a reader sees as settled. */
  List<AuditEvent> due(String user) {
    return settlement.due(rules.accounts.get(user));
  }

  /** What the last entry met of the rules of settling, by name. */
  Set<String> met() {
    return settlement.met();
  }

  /** Cash plus reserve of everyone, as readers see them. */
  long moneyCents() {
    return rules.accounts.values().stream()
        .mapToLong(account -> settlement.settled(account).moneyCents())
        .sum();
  }

  List<ArmedSymbol> armedSymbols() {
    return rules
        .standing()
        .filter(order -> order.arming() != null)
        .map(StandingOrder::symbol)
        .distinct()
        .sorted()
        .map(symbol -> rules.armed(symbol).get(0))
        .map(first -> new ArmedSymbol(first.symbol(), first.user(), first.arming().number()))
        .toList();
  }

  private void take(Quote quote, List<AcceptedQuote> accepted) {
    NaiveQuotes.Held held = rules.quotes().take(quote, now);
    if (held == null) {
      return;
    }
    settlement.finish(held.symbol());
    accepted.add(new AcceptedQuote(held.symbol(), held.priceCents(), held.timeMillis()));
    if (quote.forOperation() == 0) {
      audit.quote(quote, held.timeMillis(), quote.number(), quote.user());
    } else {
      Command needing = command(entry.operations().get(quote.forOperation() - 1));
      long number = numberOf(needing, quote.forOperation());
      audit.quote(quote, held.timeMillis(), number, needing.user());
    }
    settlement.begin(held.symbol(), held.priceCents());
  }

  private static Command command(Operation operation) {
    if (operation instanceof SessionCommand sessionCommand) {
      return sessionCommand.command();
    }
    if (operation instanceof RequestCommand requestCommand) {
      return requestCommand.command();
    }
    throw new IllegalArgumentException("a quote is for a command, not for " + operation);
  }

  private Result operate(Operation operation, int position) {
    if (operation instanceof OpenSession) {
      return new Result(reply(Answer.rejected(open(position)), 0), false, null);
    }
    int settledBefore = audit.events().size();
    settle(operation);
    boolean settled = audit.events().size() > settledBefore;
    NaiveSessions.Ruling ruling;
    if (operation instanceof SessionCommand session) {
      ruling =
          sessions.command(session, () -> execute(session.command(), session.caller(), position));
    } else if (operation instanceof RequestCommand request) {
      ruling =
          sessions.request(request, () -> execute(request.command(), request.caller(), position));
    } else {
      ruling = sessions.resolve((Resolve) operation);
    }
    if (settled && ruling.duplicate()) {
      settlement.met().add("settled for a duplicate");
    } else if (settled && ruling.executed() == null) {
      settlement.met().add("settled for a refused command");
    }
    Summary body = body(ruling);
    if (body != null && !due(body.user()).isEmpty()) {
      settlement.met().add("body with what is still due");
    }
    return new Result(ruling.reply(), ruling.duplicate(), body);
  }

  /** Before every command of a user who exists, whatever becomes of it. */
  private void settle(Operation operation) {
    if (operation instanceof Resolve) {
      return;
    }
    NaiveAccount account = rules.accounts.get(command(operation).user());
    if (account != null) {
      settlement.settle(account);
    }
  }

  private Outcome open(int position) {
    if (sessions.isFull()) {
      return Outcome.SESSION_LIMIT;
    }
    sessions.open(idOfSession.applyAsLong(position));
    return Outcome.OK;
  }

  /** DISPLAY_SUMMARY's body is made afresh, for a duplicate too. */
  private Summary body(NaiveSessions.Ruling ruling) {
    Command executed = ruling.executed();
    return executed != null
            && executed.kind() == CommandKind.DISPLAY_SUMMARY
            && ruling.reply().outcome() == Outcome.OK
        ? summary(executed.user())
        : null;
  }

  /**
   * The client's number, else the machine's own running number. A quote for an operation of its
   * entry is audited before that operation, and so takes the number for it.
   */
  private long numberOf(Command command, int position) {
    return command.number() > 0
        ? command.number()
        : reservedNumbers.computeIfAbsent(position, key -> nextOwnNumber++);
  }

  private Reply execute(Command command, String caller, int position) {
    long number = numberOf(command, position);
    audit.command(number, command);
    Answer answer = rules.decide(command, caller, number, new Place(entry.index(), position));
    if (answer.outcome() != Outcome.OK) {
      audit.rejection(number, command);
    }
    NaiveAccount account = rules.accounts.get(command.user());
    if (account != null) {
      account.transactions.add(
          new TransactionLine(
              entry.index(),
              now,
              number,
              command.kind(),
              command.symbol(),
              command.amountCents(),
              answer.outcome()));
    }
    return reply(answer, number);
  }

  private Reply reply(Answer answer, long number) {
    return new Reply(
        answer.outcome(),
        answer.outcome() == Outcome.OK ? "" : NaiveAudit.SOME_MESSAGE,
        entry.index(),
        entry.term(),
        now,
        number,
        answer.symbol(),
        answer.priceCents(),
        answer.shares(),
        answer.amountCents(),
        answer.expiresAtMillis(),
        answer.quoteTimeMillis(),
        answer.cryptokey(),
        answer.needed(),
        answer.available(),
        0);
  }
}
