package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * A machine with its rows, and a log that a test writes as it goes: one entry a call, at the time
 * that the test has reached. Amounts are in cents.
 */
final class TradingFloor {
  static final long START_MILLIS = 1_790_000_000_000L;
  static final String NODE = "n1";

  final InMemoryState state = new InMemoryState();
  private final MachineLimits limits;
  private TradingMachine machine;
  private long index;
  private long now = START_MILLIS;

  TradingFloor() {
    this(MachineLimits.standard());
  }

  TradingFloor(MachineLimits limits) {
    this.limits = limits;
    this.machine = new TradingMachine(state, limits);
  }

  long now() {
    return now;
  }

  long index() {
    return index;
  }

  TradingMachine machine() {
    return machine;
  }

  /** A new machine takes over from the rows. */
  void restart() {
    machine = new TradingMachine(state, limits);
  }

  EntryResult apply(Entry entry) {
    EntryResult result = machine.apply(entry, true);
    state.write(result.changes());
    index = entry.index();
    return result;
  }

  EntryResult apply(List<Quote> quotes, List<Operation> operations) {
    return apply(new Entry(index + 1, 1, NODE, now, quotes, operations));
  }

  Result apply(Operation operation) {
    return apply(List.of(), List.of(operation)).results().get(0);
  }

  /** Time passes, and an entry without anything says so. */
  void pass(long millis) {
    now += millis;
    apply(List.of(), List.of());
  }

  /** An entry without anything, at the same time. */
  EntryResult tick() {
    return apply(List.of(), List.of());
  }

  /** The next entry comes so much later. */
  void later(long millis) {
    now += millis;
  }

  /**
   * A new quote, of this moment, and what stands in the same entry; a millisecond passes first, so
   * that it is newer.
   */
  EntryResult quote(String symbol, long priceCents, Operation... operations) {
    now++;
    return apply(List.of(quoteOf(symbol, priceCents, now)), List.of(operations));
  }

  static Quote quoteOf(String symbol, long priceCents, long timeMillis) {
    return new Quote(
        symbol,
        priceCents,
        "asker",
        77,
        0,
        timeMillis,
        timeMillis - 5,
        "key+" + symbol,
        "proxy1",
        "k1",
        new byte[] {1, 2, 3});
  }

  /** A command of the administrator's, outside any session. */
  Reply run(Command command) {
    return runAs("", command);
  }

  Reply runAs(String caller, Command command) {
    return apply(new Operation.RequestCommand("", caller, command)).reply();
  }

  Reply run(CommandKind kind, String user) {
    return run(kind, user, "", 0);
  }

  Reply run(CommandKind kind, String user, String symbol, long cents) {
    return run(new Command(kind, user, symbol, cents, "", 0));
  }

  Reply add(String user, long cents) {
    return run(CommandKind.ADD, user, "", cents);
  }

  /** Adds until the user's cash is this much, in steps that a command allows. */
  void fillUp(String user, long cents) {
    for (long rest = cents - cash(user); rest > 0; rest -= 1_000_000_000_000L) {
      add(user, Math.min(rest, 1_000_000_000_000L));
    }
  }

  Reply buy(String user, String symbol, long cents) {
    return run(CommandKind.BUY, user, symbol, cents);
  }

  Reply sell(String user, String symbol, long cents) {
    return run(CommandKind.SELL, user, symbol, cents);
  }

  /** The user owns so many shares afterwards, bought at the price given; pays for them itself. */
  void own(String user, String symbol, long shares, long priceCents) {
    add(user, shares * priceCents);
    quote(symbol, priceCents);
    buy(user, symbol, shares * priceCents);
    run(CommandKind.COMMIT_BUY, user);
  }

  Summary summary(String user) {
    return AccountReader.summary(state, user);
  }

  long cash(String user) {
    return summary(user).cashCents();
  }

  long available(String user) {
    return summary(user).availableCents();
  }

  long reserved(String user) {
    return summary(user).reservedCents();
  }

  /** The holding, of zeros if there is none. */
  Summary.HoldingLine holding(String user, String symbol) {
    return summary(user).holdings().stream()
        .filter(line -> line.symbol().equals(symbol))
        .findFirst()
        .orElse(new Summary.HoldingLine(symbol, 0, 0, 0));
  }

  /** Every audit event so far, in log order. */
  List<AuditEvent> audit() {
    List<AuditEvent> events = new ArrayList<>();
    state.scan(
        Table.AUDIT, new byte[0], null, (key, block) -> events.addAll(AuditBlocks.decode(block)));
    return events;
  }

  /** The audit events of the entry applied last. */
  List<AuditEvent> lastEvents() {
    byte[] block = state.get(Table.AUDIT, Keys.audit(index));
    return block == null ? List.of() : AuditBlocks.decode(block);
  }

  /** Who had a firing or an expiry in the entry applied last, in order. */
  List<String> settledUsers() {
    return lastEvents().stream()
        .filter(AuditEvent.SystemEvent.class::isInstance)
        .map(AuditEvent::user)
        .toList();
  }
}
