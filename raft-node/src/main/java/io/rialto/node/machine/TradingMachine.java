package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The replicated state machine. One thread at a time.
 *
 * <p>An entry goes through in SPEC's order: log time moves on; what that ends, ends (pending
 * orders, old requests and sessions); quotes come in, each with its firings; operations are
 * applied. Then the entry is closed: conservation is checked, audit events become rows, and the
 * hash chain takes all changed rows in.
 *
 * <p>Anything that no entry can rightly lead to throws {@link IllegalStateException}. The machine
 * is of no use after that: the caller halts.
 */
public final class TradingMachine {

  private final Rows rows;
  private final Accounts accounts;
  private final TriggerBook triggers;
  private final QuoteBoard quotes;
  private final Numbering numbering;
  private final SessionTable sessions;
  private final RequestTable requests;
  private final Settlement settlement;
  private final QuoteIntake quoteIntake;
  private final OperationDesk desk;
  private final AuditIndex auditIndex;
  private final HashChain hashes = new HashChain();
  private AppliedMark applied;

  /**
   * Starts from what {@code reader} holds; later reads through it must see every applied entry's
   * changes.
   */
  public TradingMachine(StateReader reader, MachineLimits limits) {
    applied = AppliedMark.read(reader);
    checkFormat(reader);
    rows = new Rows(reader);
    accounts = new Accounts(rows, limits.cachedAccountsMax(), limits.packedAccountsBytesMax());
    triggers = new TriggerBook(rows);
    numbering = new Numbering(rows);
    sessions = new SessionTable(rows, limits.sessionsMax());
    requests = new RequestTable(rows, limits.requestsMax());
    quotes = new QuoteBoard(rows);
    PendingRules pending = new PendingRules(accounts, quotes, new ExpiryQueue(rows));
    StandingRules standing = new StandingRules(accounts, quotes, triggers);
    settlement =
        new Settlement(accounts, pending, standing, new Rounds(rows), limits.settledPerEntryMax());
    quoteIntake = new QuoteIntake(quotes, settlement, numbering);
    TradingRules rules = new TradingRules(accounts, quotes, pending, standing);
    desk = new OperationDesk(settlement, rules, numbering, sessions, requests, limits);
    auditIndex = new AuditIndex(rows);
  }

  /**
   * Applies one entry. The caller writes the changes before it applies the next.
   *
   * @param withBodies whether to make DISPLAY_SUMMARY's bodies (for the node that answers); no part
   *     of the state
   */
  public EntryResult apply(Entry entry, boolean withBodies) {
    Trail trail = new Trail(momentOf(entry));
    numbering.beginEntry(entry);
    settleWhatIsDue(trail);
    List<EntryResult.AcceptedQuote> acceptedQuotes = quoteIntake.take(entry, trail);
    List<Result> results = applyOperations(entry, trail, withBodies);
    settlement.endEntry();
    accounts.endEntry(trail);
    sessions.endEntry(trail.moment());
    writeAudit(trail);
    Changes changes = close(trail.moment());
    return new EntryResult(
        applied.index(),
        applied.term(),
        applied.logTimeMillis(),
        applied.hash(),
        results,
        acceptedQuotes,
        settlement.isMoreDue(trail.moment()),
        changes);
  }

  /** Where the machine stands. */
  public AppliedMark applied() {
    return applied;
  }

  /**
   * By symbol, the time from which its newest quote counts, valid or not: milliseconds of log time.
   */
  public Map<String, Long> quoteTimes() {
    return quotes.times();
  }

  /** Symbols with an armed trigger, sorted, each with the first trigger in firing order. */
  public List<ArmedSymbol> armedSymbols() {
    List<ArmedSymbol> symbols = new ArrayList<>();
    for (ArmedTrigger first : triggers.firsts()) {
      symbols.add(new ArmedSymbol(first.symbol(), first.user(), first.number()));
    }
    return symbols;
  }

  /**
   * A symbol that wants fresh quotes.
   *
   * @param user of the first trigger in firing order
   * @param number of the SET_*_TRIGGER that armed it
   */
  public record ArmedSymbol(String symbol, String user, long number) {}

  /** Log time never runs back; the very first entry takes its stamp as it is (DESIGN). */
  private Moment momentOf(Entry entry) {
    if (entry.index() <= applied.index() || entry.term() < applied.term()) {
      throw new IllegalStateException(
          "entry " + entry.index() + " of term " + entry.term() + " cannot follow " + applied);
    }
    long now =
        applied.index() == 0
            ? entry.stampMillis()
            : Math.max(applied.logTimeMillis(), entry.stampMillis());
    return new Moment(entry.index(), entry.term(), now, entry.server());
  }

  private void settleWhatIsDue(Trail trail) {
    settlement.beginEntry(trail);
    requests.endOld(trail.moment());
    sessions.endUnused(trail.moment());
  }

  private List<Result> applyOperations(Entry entry, Trail trail, boolean withBodies) {
    Function<String, Summary> bodies = withBodies ? user -> summary(user, trail.moment()) : null;
    List<Result> results = new ArrayList<>(entry.operations().size());
    int place = 1;
    for (Operation operation : entry.operations()) {
      results.add(desk.apply(operation, place, trail, bodies));
      place++;
    }
    return results;
  }

  private Summary summary(String user, Moment moment) {
    return AccountReader.summary(settlement.anticipated(accounts.get(user), moment));
  }

  private void writeAudit(Trail trail) {
    AuditBlocks.Writer block = trail.block();
    if (!block.isEmpty()) {
      long index = trail.moment().index();
      rows.put(Table.AUDIT, Keys.audit(index), block.toBytes());
      auditIndex.add(index, block.users());
    }
  }

  /** The mark holds the hash, so it is the one row that the hash leaves out. */
  private Changes close(Moment moment) {
    if (applied.index() == 0) {
      rows.put(
          Table.META, Keys.FORMAT, new RowEncoder().number(RowsUpgrade.PRESENT_FORM).toBytes());
    }
    List<Rows.Row> changed = rows.take();
    byte[] hash = hashes.next(applied.hash(), moment.index(), moment.logTimeMillis(), changed);
    applied = new AppliedMark(moment.index(), moment.term(), moment.logTimeMillis(), hash);
    changed.add(new Rows.Row(Table.META, Keys.APPLIED, applied.encode()));
    return new RowChanges(changed);
  }

  private void checkFormat(StateReader reader) {
    long form = RowsUpgrade.formOf(reader);
    long expected = applied.index() == 0 ? 0 : RowsUpgrade.PRESENT_FORM;
    if (form != expected) {
      throw new IllegalStateException(
          "rows of form " + form + ", this machine knows " + RowsUpgrade.PRESENT_FORM);
    }
  }
}
