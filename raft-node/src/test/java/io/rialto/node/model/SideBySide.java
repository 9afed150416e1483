package io.rialto.node.model;

import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.AuditBlocks;
import io.rialto.node.machine.AuditEvent;
import io.rialto.node.machine.AuditReader;
import io.rialto.node.machine.Entry;
import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.MachineLimits;
import io.rialto.node.machine.Operation;
import io.rialto.node.machine.Operation.OpenSession;
import io.rialto.node.machine.Outcome;
import io.rialto.node.machine.Reply;
import io.rialto.node.machine.Result;
import io.rialto.node.machine.Summary;
import io.rialto.node.machine.Table;
import io.rialto.node.machine.TradingMachine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The machine and the model, fed with the same entries, and a second machine that starts anew from
 * its rows every few entries. Each difference is an {@link AssertionError} that shows both answers.
 */
public final class SideBySide {

  /** The second machine starts anew after this many entries. */
  private static final int RESTART_INTERVAL = 3;

  private final MachineLimits limits;
  private final RowsInMemory rows = new RowsInMemory();
  private final RowsInMemory secondRows = new RowsInMemory();
  private final TradingMachine machine;
  private TradingMachine second;
  private final NaiveModel model;
  private final AuditReplay auditReplay = new AuditReplay();
  private final Map<String, Integer> eventsByUser = new TreeMap<>();
  private final Set<Long> sessions = new HashSet<>();
  private long applied;

  public SideBySide(MachineLimits limits) {
    this.limits = limits;
    machine = new TradingMachine(rows, limits);
    second = new TradingMachine(secondRows, limits);
    model = new NaiveModel(limits);
  }

  TradingMachine machine() {
    return machine;
  }

  /** The account by the machine's rows, or null. */
  Summary summary(String user) {
    return AccountReader.summary(rows, user);
  }

  /** Applies the entry everywhere and compares what it gave. Summaries are compared apart. */
  public EntryResult apply(Entry entry) {
    EntryResult actual = machine.apply(entry, true);
    NaiveModel.Expected expected =
        model.apply(entry, position -> actual.results().get(position - 1).reply().session());
    rows.write(actual.changes());
    if (applied++ % RESTART_INTERVAL == 0) {
      second = new TradingMachine(secondRows, limits);
    }
    EntryResult again = second.apply(entry, false);
    secondRows.write(again.changes());
    check("index", entry.index(), actual.index());
    check("term", entry.term(), actual.term());
    check("log time", expected.logTimeMillis(), actual.logTimeMillis());
    checkResults(entry, expected.results(), actual.results());
    check("accepted quotes", expected.acceptedQuotes(), actual.acceptedQuotes());
    check("whether more is due", expected.moreIsDue(), actual.moreIsDue());
    checkEvents(entry.index(), expected.events());
    check("armed symbols", model.armedSymbols(), machine.armedSymbols());
    checkSecond(actual, again);
    return actual;
  }

  private void checkResults(Entry entry, List<Result> expected, List<Result> actual) {
    check("number of results", expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Operation operation = entry.operations().get(i);
      if (operation instanceof OpenSession && actual.get(i).reply().outcome() == Outcome.OK) {
        long session = actual.get(i).reply().session();
        if (session <= 0 || !sessions.add(session)) {
          throw new AssertionError("the session id " + session + " is 0 or given twice");
        }
      }
      check("result of " + operation, normal(expected.get(i)), normal(actual.get(i)));
    }
  }

  /**
   * A result without what SPEC leaves open: the words of messages, session ids, figures of
   * rejections.
   */
  private static Result normal(Result result) {
    Reply reply = result.reply();
    String message = reply.message().isEmpty() ? "" : NaiveAudit.SOME_MESSAGE;
    boolean done = reply.outcome() == Outcome.OK;
    boolean executed = !leavesNoTrace(reply.outcome());
    boolean lacking =
        reply.outcome() == Outcome.INSUFFICIENT_FUNDS
            || reply.outcome() == Outcome.INSUFFICIENT_SHARES;
    return new Result(
        new Reply(
            reply.outcome(),
            message,
            reply.index(),
            reply.term(),
            reply.logTimeMillis(),
            executed ? reply.number() : 0,
            done ? reply.symbol() : "",
            done ? reply.priceCents() : 0,
            done ? reply.shares() : 0,
            done ? reply.amountCents() : 0,
            done ? reply.expiresAtMillis() : 0,
            done ? reply.quoteTimeMillis() : 0,
            done ? reply.cryptokey() : "",
            lacking ? reply.needed() : 0,
            lacking ? reply.available() : 0,
            0),
        result.duplicate(),
        result.summary());
  }

  /** Answers that sessions give without any command being executed. */
  private static boolean leavesNoTrace(Outcome outcome) {
    return switch (outcome) {
      case UNKNOWN_SESSION,
          SEQUENCE_REUSED,
          SEQUENCE_FORGOTTEN,
          CANCELLED,
          SESSION_LIMIT,
          OVERLOADED,
          PREDECESSOR_MISSING ->
          true;
      case OK,
          PERMISSION_DENIED,
          INSUFFICIENT_FUNDS,
          INSUFFICIENT_SHARES,
          LESS_THAN_ONE_SHARE,
          BALANCE_LIMIT,
          SHARES_LIMIT,
          NO_PENDING_BUY,
          NO_PENDING_SELL,
          NO_BUY_AMOUNT,
          NO_SELL_AMOUNT,
          UNKNOWN_USER,
          NO_VALID_QUOTE ->
          false;
    };
  }

  private void checkEvents(long index, List<AuditEvent> expected) {
    byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(index).array();
    byte[] block = rows.get(Table.AUDIT, key);
    List<AuditEvent> actual = new ArrayList<>();
    for (AuditEvent event : block == null ? List.<AuditEvent>of() : AuditBlocks.decode(block)) {
      auditReplay.see(event);
      actual.add(normal(event));
    }
    check("audit events", expected, actual);
    if (block != null && expected.isEmpty()) {
      throw new AssertionError("an entry without audit events has a block of them");
    }
    for (AuditEvent event : expected) {
      eventsByUser.merge(event.user(), 1, Integer::sum);
    }
  }

  /** At the end: each user's own log holds what everyone's holds of that user. */
  private void checkEventsByUser() {
    eventsByUser.remove("");
    eventsByUser.forEach(
        (user, expected) -> {
          int[] found = {0};
          AuditReader.ofUser(
              rows,
              user,
              Long.MAX_VALUE - 1,
              events -> {
                found[0] += (int) events.stream().filter(e -> e.user().equals(user)).count();
                return true;
              });
          check("events in the log of " + user, expected, found[0]);
        });
  }

  private static AuditEvent normal(AuditEvent event) {
    return event instanceof AuditEvent.ErrorEvent error && !error.errorMessage().isEmpty()
        ? new AuditEvent.ErrorEvent(
            error.timestampMillis(),
            error.server(),
            error.transactionNumber(),
            error.command(),
            error.user(),
            error.symbol(),
            error.filename(),
            error.fundsCents(),
            NaiveAudit.SOME_MESSAGE)
        : event;
  }

  private void checkSecond(EntryResult actual, EntryResult again) {
    check("whether more is due after starting anew", actual.moreIsDue(), again.moreIsDue());
    if (!Arrays.equals(actual.hash(), again.hash())) {
      throw new AssertionError(
          "a machine that started anew has another hash; rows differ first in "
              + rows.differenceTo(secondRows));
    }
  }

  /** Compares every user's account and own log, and that there are no more of them. */
  public void checkAccounts() {
    checkEventsByUser();
    List<String> actual = new ArrayList<>();
    AccountReader.users(rows, actual::add);
    check("users", new ArrayList<>(model.users()), actual);
    checkAccounts(new TreeSet<>(model.users()));
    check("nobody's account", null, summary("nobody"));
    check("nobody's available cash", -1L, AccountReader.availableCents(rows, "nobody", 0));
  }

  /** Compares these users' accounts, each with its audit log too. */
  void checkAccounts(Collection<String> users) {
    for (String user : users) {
      Summary expected = model.summary(user);
      check("account of " + user, expected, summary(user));
      if (expected != null) {
        long available = AccountReader.availableCents(rows, user, 0);
        check("available cash of " + user, expected.availableCents(), available);
        long audited = settled(List.of(user)).cashCents(user);
        check("cash of " + user + " by its audit log", expected.cashCents(), audited);
      }
    }
  }

  /** The audit log with what is due of these users, which their accounts show as settled. */
  private AuditReplay settled(Collection<String> users) {
    AuditReplay settled = auditReplay.copy();
    users.forEach(user -> model.due(user).forEach(settled::see));
    return settled;
  }

  /**
   * SPEC P5: cash + reserved + paid for shares = added + proceeds, by the machine's own summaries
   * and audit log.
   */
  public void checkConservation() {
    long[] money = new long[1];
    AccountReader.users(
        rows,
        user -> {
          Summary summary = summary(user);
          money[0] += summary.cashCents() + summary.reservedCents();
          return true;
        });
    check("everyone's money", settled(model.users()).moneyCents(), money[0]);
    check("everyone's money in the model", model.moneyCents(), money[0]);
  }

  /** The rows of the machine that ran through and of the one that started anew are the same. */
  void checkRows() {
    check("first table that differs after starting anew", null, rows.differenceTo(secondRows));
  }

  private static void check(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(
          what + "\n  by the model:   " + expected + "\n  by the machine: " + actual);
    }
  }
}
