package io.rialto.node.machine;

import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * One user's money, shares and orders (SPEC, "Balances"), and the only place that changes them.
 *
 * <p>What changes is written to rows: orders and shares at once, balances and latest commands when
 * the entry ends. Nothing here decides whether a command is accepted: the rules ask first. What no
 * rule can lead to halts the machine: a negative balance, more held than there is, a sum above its
 * cap, and at the end of an entry a balance that differs from what came in and went out (see {@link
 * #checkConservation}).
 */
final class Account {
  private final UserRows rows;

  private long cashCents;
  private long reservedCents;
  private long heldCents;
  private final Holdings holdings;
  private final PendingOrders pending;
  private final StandingOrders standing;
  private final LatestTransactions transactions;

  private final EntryFlow flow = new EntryFlow();
  private boolean inUse;
  private boolean changed;
  private AuditedUser audited;

  Account(
      UserRows rows,
      long cashCents,
      long reservedCents,
      long heldCents,
      Holdings holdings,
      PendingOrders pending,
      StandingOrders standing,
      LatestTransactions transactions) {
    this.rows = rows;
    this.cashCents = cashCents;
    this.reservedCents = reservedCents;
    this.heldCents = heldCents;
    this.holdings = holdings;
    this.pending = pending;
    this.standing = standing;
    this.transactions = transactions;
  }

  /** A new user's account, empty. */
  static Account create(UserRows rows) {
    Account account =
        new Account(
            rows,
            0,
            0,
            0,
            new Holdings(rows, 0, 0),
            new PendingOrders(rows, 0),
            new StandingOrders(rows, 0),
            new LatestTransactions(rows));
    account.changed = true;
    return account;
  }

  /** The account that the rows hold, or null. Its shares and orders are read when asked for. */
  static Account load(UserRows rows) {
    byte[] row = rows.reader().get(Table.ACCOUNTS, Keys.account(rows.user()));
    if (row == null) {
      return null;
    }
    return decode(rows, new RowDecoder(row), LatestTransactions::new);
  }

  private static Account decode(
      UserRows rows,
      RowDecoder decoder,
      BiFunction<UserRows, RowDecoder, LatestTransactions> transactions) {
    return new Account(
        rows,
        decoder.number(),
        decoder.number(),
        decoder.number(),
        new Holdings(rows, decoder.number(), decoder.number()),
        new PendingOrders(rows, decoder.number()),
        new StandingOrders(rows, decoder.number()),
        transactions.apply(rows, decoder));
  }

  /** Writes the account and what has been read of its shares and orders; not while in use. */
  void pack(RowEncoder to) {
    encodeNumbers(to);
    transactions.pack(to);
    holdings.pack(to);
    pending.pack(to);
    standing.pack(to);
  }

  /** The account that was packed; its rows must be those of then. */
  static Account unpack(UserRows rows, RowDecoder packed) {
    Account account = decode(rows, packed, LatestTransactions::unpack);
    account.holdings.unpack(packed);
    account.pending.unpack(packed);
    account.standing.unpack(packed);
    return account;
  }

  /** The same account, to be looked at as something else: changes to it are written nowhere. */
  Account copy() {
    UserRows nowhere = rows.asCopy();
    return new Account(
        nowhere,
        cashCents,
        reservedCents,
        heldCents,
        holdings.copy(nowhere),
        pending.copy(nowhere),
        standing.copy(nowhere),
        transactions.copy(nowhere));
  }

  String user() {
    return rows.user();
  }

  /** The user in the audit block of the latest entry that had events; null before the first. */
  AuditedUser audited() {
    return audited;
  }

  void audited(AuditedUser user) {
    audited = user;
  }

  long cashCents() {
    return cashCents;
  }

  long reservedCents() {
    return reservedCents;
  }

  /** Cash that no pending buy holds. */
  long availableCents() {
    return cashCents - heldCents;
  }

  /** Whether the cap on balances has room for so much more. */
  boolean hasRoomFor(long moreCents) {
    return moreCents <= MachineLimits.BALANCE_MAX_CENTS - (cashCents + reservedCents);
  }

  /** The latest commands that named the user, newest first. */
  List<Summary.TransactionLine> transactions() {
    return transactions.newestFirst();
  }

  /** Visits the shares of each symbol, sorted by symbol. */
  void forEachHolding(BiConsumer<String, Holding> visitor) {
    holdings.forEach(visitor);
  }

  Holding holding(String symbol) {
    return holdings.of(symbol);
  }

  /** The pending order that a COMMIT or CANCEL means; null if there is none. */
  PendingOrder newest(Side side) {
    return pending.newest(side);
  }

  /** The pending order of this side that ends first; null if there is none. */
  PendingOrder oldest(Side side) {
    return pending.oldest(side);
  }

  /** Pending orders, newest first; good until the account changes. */
  Collection<PendingOrder> pending(Side side) {
    return pending.newestFirst(side);
  }

  /** The pending order that ends first, if its time is over at this log time; else null. */
  PendingOrder due(long logTimeMillis) {
    PendingOrder buy = oldest(Side.BUY);
    PendingOrder sell = oldest(Side.SELL);
    boolean buyFirst =
        sell == null || (buy != null && buy.expiry(user()).compareTo(sell.expiry(user())) < 0);
    PendingOrder first = buyFirst ? buy : sell;
    return first != null && first.expiry(user()).isOver(logTimeMillis) ? first : null;
  }

  /** The amount or trigger for a symbol; null if there is none. */
  StandingOrder standing(Side side, String symbol) {
    return standing.of(side, symbol);
  }

  /** Amounts and triggers, sorted by symbol; good until the account changes. */
  Collection<StandingOrder> standing(Side side) {
    return standing.all(side);
  }

  /** Money from outside. */
  void add(long cents) {
    cashCents += cents;
    flow.in(cents);
    balancesChanged();
  }

  /** Puts an order on its stack and holds what it needs. */
  void hold(PendingOrder order) {
    switch (order.side()) {
      case BUY -> heldCents += order.amountCents();
      case SELL -> holdings.put(order.symbol(), holding(order.symbol()).hold(order.shares()));
    }
    pending.add(order);
    balancesChanged();
  }

  /** Drops an order: what it held is available again. */
  void release(PendingOrder order) {
    pending.remove(order);
    switch (order.side()) {
      case BUY -> heldCents -= order.amountCents();
      case SELL -> holdings.put(order.symbol(), holding(order.symbol()).release(order.shares()));
    }
    balancesChanged();
  }

  /** Carries an order out with what it held. */
  void commit(PendingOrder order) {
    pending.remove(order);
    Holding holding = holding(order.symbol());
    switch (order.side()) {
      case BUY -> {
        heldCents -= order.amountCents();
        cashCents -= order.amountCents();
        holdings.put(order.symbol(), holding.plus(order.shares()));
        flow.bought(order.shares(), order.amountCents());
      }
      case SELL -> {
        holdings.put(order.symbol(), holding.sellHeld(order.shares()));
        cashCents += order.amountCents();
        flow.sold(order.shares(), order.amountCents());
      }
    }
    balancesChanged();
  }

  /** Sets an amount or trigger and moves what it needs into the reserve; there is none so far. */
  void place(StandingOrder order) {
    switch (order.side()) {
      case BUY -> {
        cashCents -= order.amountCents();
        reservedCents += order.amountCents();
      }
      case SELL -> holdings.put(order.symbol(), holding(order.symbol()).reserve(order.shares()));
    }
    standing.add(order);
    balancesChanged();
  }

  /** Takes an amount or trigger away: its reserve returns. */
  void remove(StandingOrder order) {
    standing.remove(order);
    switch (order.side()) {
      case BUY -> {
        reservedCents -= order.amountCents();
        cashCents += order.amountCents();
      }
      case SELL -> holdings.put(order.symbol(), holding(order.symbol()).unreserve(order.shares()));
    }
    balancesChanged();
  }

  /** A trigger buys or sells out of its reserve; what it does not spend returns to cash. */
  void fire(StandingOrder order, long shares, long amountCents) {
    standing.remove(order);
    Holding holding = holding(order.symbol());
    switch (order.side()) {
      case BUY -> {
        reservedCents -= order.amountCents();
        cashCents += order.amountCents() - amountCents;
        holdings.put(order.symbol(), holding.plus(shares));
        flow.bought(shares, amountCents);
      }
      case SELL -> {
        holdings.put(order.symbol(), holding.sellReserved(shares));
        cashCents += amountCents;
        flow.sold(shares, amountCents);
      }
    }
    balancesChanged();
  }

  /** Keeps a command among the latest, in place of the one that is too old now. */
  void record(Summary.TransactionLine line) {
    transactions.add(line);
    changed = true;
  }

  /** Remembers the balances before an entry's first change; true the first time in an entry. */
  boolean beginEntry() {
    if (inUse) {
      return false;
    }
    inUse = true;
    flow.begin(cashCents, cashCents + reservedCents, holdings.shares());
    return true;
  }

  /**
   * Checks what the entry has done, and writes the account's own row if that has changed it, in the
   * memory of {@code row}.
   */
  void endEntry(long auditedCents, RowEncoder row) {
    checkConservation(auditedCents);
    inUse = false;
    if (changed) {
      changed = false;
      save(row);
    }
  }

  /**
   * Halts the machine unless, over this entry, cash has changed by what the audit log says, and
   * money and shares by exactly what came in, was bought and was sold (DESIGN, promise P5).
   */
  private void checkConservation(long auditedCents) {
    if (!flow.explains(cashCents, cashCents + reservedCents, holdings.shares(), auditedCents)) {
      throw new IllegalStateException(
          "money or shares are not conserved: " + balances() + ", " + flow);
    }
  }

  private void balancesChanged() {
    boolean sound = reservedCents >= 0 && heldCents >= 0 && heldCents <= cashCents;
    if (!sound || cashCents > MachineLimits.BALANCE_MAX_CENTS - reservedCents) {
      throw new IllegalStateException("impossible balances: " + balances());
    }
    changed = true;
  }

  /** Writes the account's own row, in the memory of {@code row}. */
  void save(RowEncoder row) {
    transactions.saveFull();
    encodeNumbers(row.clear());
    transactions.writeBegun(row);
    rows.sink().put(Table.ACCOUNTS, Keys.account(user()), row.toBytes());
  }

  private RowEncoder encodeNumbers(RowEncoder encoder) {
    return encoder
        .number(cashCents)
        .number(reservedCents)
        .number(heldCents)
        .number(holdings.count())
        .number(holdings.shares())
        .number(pending.count())
        .number(standing.count());
  }

  private String balances() {
    return user()
        + ": cash "
        + cashCents
        + ", reserved "
        + reservedCents
        + ", held "
        + heldCents
        + ", shares "
        + holdings.shares();
  }
}
