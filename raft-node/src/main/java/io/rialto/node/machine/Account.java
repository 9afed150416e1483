package io.rialto.node.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
  private final String user;
  private final RowSink rows;

  private long cashCents;
  private long reservedCents;
  private long heldCents;
  private final LinkedHashMap<String, Holding> holdings = new LinkedHashMap<>();

  /** The same entries by symbol, null after one has come or gone: summaries are frequent. */
  private List<Map.Entry<String, Holding>> holdingsBySymbol;

  private final ArrayDeque<PendingOrder> pendingBuys = new ArrayDeque<>();
  private final ArrayDeque<PendingOrder> pendingSells = new ArrayDeque<>();
  private final TreeMap<String, StandingOrder> standingBuys = new TreeMap<>();
  private final TreeMap<String, StandingOrder> standingSells = new TreeMap<>();

  /** All shares of all symbols, reserves included. */
  private long sharesTotal;

  private final LatestTransactions transactions = new LatestTransactions();
  private final EntryFlow flow = new EntryFlow();
  private boolean inUse;
  private boolean changed;
  private AuditedUser audited;

  private Account(String user, RowSink rows) {
    this.user = user;
    this.rows = rows;
  }

  /** A new user's account, empty. */
  static Account create(String user, RowSink rows) {
    Account account = new Account(user, rows);
    account.changed = true;
    return account;
  }

  /** The account that the reader's rows hold, or null; changes to it go to {@code rows}. */
  static Account load(StateReader reader, String user, RowSink rows) {
    byte[] balances = reader.get(Table.ACCOUNTS, Keys.account(user));
    if (balances == null) {
      return null;
    }
    Account account = new Account(user, rows);
    RowDecoder decoder = new RowDecoder(balances);
    account.cashCents = decoder.number();
    account.reservedCents = decoder.number();
    account.heldCents = decoder.number();
    account.transactions.decode(decoder);
    decoder.end();
    account.loadHoldingsAndOrders(reader);
    return account;
  }

  /** The same account, to be looked at as something else: changes to it are written nowhere. */
  Account copy() {
    Account copy = new Account(user, RowSink.NOWHERE);
    copy.cashCents = cashCents;
    copy.reservedCents = reservedCents;
    copy.heldCents = heldCents;
    copy.sharesTotal = sharesTotal;
    copy.holdings.putAll(holdings);
    copy.pendingBuys.addAll(pendingBuys);
    copy.pendingSells.addAll(pendingSells);
    copy.standingBuys.putAll(standingBuys);
    copy.standingSells.putAll(standingSells);
    RowEncoder latest = new RowEncoder();
    transactions.encode(latest);
    copy.transactions.decode(new RowDecoder(latest.toBytes()));
    return copy;
  }

  private void loadHoldingsAndOrders(StateReader reader) {
    byte[] from = Keys.userStart(user);
    byte[] to = Keys.userEnd(user);
    reader.scan(
        Table.HOLDINGS,
        from,
        to,
        (key, value) -> {
          Holding holding = Holding.decode(value);
          holdings.put(new RowDecoder(key, from.length).textToEnd(), holding);
          sharesTotal += holding.total();
          return true;
        });
    reader.scan(
        Table.PENDING,
        from,
        to,
        (key, value) -> {
          PendingOrder order = PendingOrder.decode(new RowDecoder(key, from.length), value);
          pending(order.side()).addFirst(order);
          return true;
        });
    reader.scan(
        Table.STANDING,
        from,
        to,
        (key, value) -> {
          StandingOrder order = StandingOrder.decode(new RowDecoder(key, from.length), value);
          standing(order.side()).put(order.symbol(), order);
          return true;
        });
  }

  String user() {
    return user;
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

  /** By symbol, sorted; good until the account changes. */
  List<Map.Entry<String, Holding>> holdings() {
    if (holdingsBySymbol == null) {
      holdingsBySymbol = new ArrayList<>(holdings.entrySet());
      holdingsBySymbol.sort(Map.Entry.comparingByKey());
    }
    return holdingsBySymbol;
  }

  Holding holding(String symbol) {
    return holdings.getOrDefault(symbol, Holding.NONE);
  }

  /** Pending orders, newest first. */
  ArrayDeque<PendingOrder> pending(Side side) {
    return switch (side) {
      case BUY -> pendingBuys;
      case SELL -> pendingSells;
    };
  }

  /** The pending order that ends first, if its time is over at this log time; else null. */
  PendingOrder due(long logTimeMillis) {
    PendingOrder buy = pendingBuys.peekLast();
    PendingOrder sell = pendingSells.peekLast();
    boolean buyFirst =
        sell == null || (buy != null && buy.expiry(user).compareTo(sell.expiry(user)) < 0);
    PendingOrder first = buyFirst ? buy : sell;
    return first != null && first.expiry(user).isOver(logTimeMillis) ? first : null;
  }

  SortedMap<String, StandingOrder> standing(Side side) {
    return switch (side) {
      case BUY -> standingBuys;
      case SELL -> standingSells;
    };
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
      case SELL -> putHolding(order.symbol(), holding(order.symbol()).hold(order.shares()));
    }
    pending(order.side()).addFirst(order);
    rows.put(Table.PENDING, Keys.pending(user, order), order.encode());
    balancesChanged();
  }

  /** Drops an order: what it held is available again. */
  void release(PendingOrder order) {
    removePending(order);
    switch (order.side()) {
      case BUY -> heldCents -= order.amountCents();
      case SELL -> putHolding(order.symbol(), holding(order.symbol()).release(order.shares()));
    }
    balancesChanged();
  }

  /** Carries an order out with what it held. */
  void commit(PendingOrder order) {
    removePending(order);
    Holding holding = holding(order.symbol());
    switch (order.side()) {
      case BUY -> {
        heldCents -= order.amountCents();
        cashCents -= order.amountCents();
        putHolding(order.symbol(), holding.plus(order.shares()));
        flow.bought(order.shares(), order.amountCents());
      }
      case SELL -> {
        putHolding(order.symbol(), holding.sellHeld(order.shares()));
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
      case SELL -> putHolding(order.symbol(), holding(order.symbol()).reserve(order.shares()));
    }
    standing(order.side()).put(order.symbol(), order);
    rows.put(Table.STANDING, Keys.standing(user, order.side(), order.symbol()), order.encode());
    balancesChanged();
  }

  /** Takes an amount or trigger away: its reserve returns. */
  void remove(StandingOrder order) {
    removeStanding(order);
    switch (order.side()) {
      case BUY -> {
        reservedCents -= order.amountCents();
        cashCents += order.amountCents();
      }
      case SELL -> putHolding(order.symbol(), holding(order.symbol()).unreserve(order.shares()));
    }
    balancesChanged();
  }

  /** A trigger buys or sells out of its reserve; what it does not spend returns to cash. */
  void fire(StandingOrder order, long shares, long amountCents) {
    removeStanding(order);
    Holding holding = holding(order.symbol());
    switch (order.side()) {
      case BUY -> {
        reservedCents -= order.amountCents();
        cashCents += order.amountCents() - amountCents;
        putHolding(order.symbol(), holding.plus(shares));
        flow.bought(shares, amountCents);
      }
      case SELL -> {
        putHolding(order.symbol(), holding.sellReserved(shares));
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
    flow.begin(cashCents, cashCents + reservedCents, sharesTotal);
    return true;
  }

  /** Checks what the entry has done, and writes the account's own row if that has changed it. */
  void endEntry(long auditedCents) {
    checkConservation(auditedCents);
    inUse = false;
    if (changed) {
      changed = false;
      save();
    }
  }

  /**
   * Halts the machine unless, over this entry, cash has changed by what the audit log says, and
   * money and shares by exactly what came in, was bought and was sold (DESIGN, promise P5).
   */
  private void checkConservation(long auditedCents) {
    if (!flow.explains(cashCents, cashCents + reservedCents, sharesTotal, auditedCents)) {
      throw new IllegalStateException(
          "money or shares are not conserved: " + balances() + ", " + flow);
    }
  }

  private void putHolding(String symbol, Holding holding) {
    sharesTotal += holding.total() - holding(symbol).total();
    if (holding.isEmpty()) {
      holdings.remove(symbol);
      holdingsBySymbol = null;
      rows.delete(Table.HOLDINGS, Keys.holding(user, symbol));
    } else {
      if (holdings.put(symbol, holding) == null) {
        holdingsBySymbol = null;
      }
      rows.put(Table.HOLDINGS, Keys.holding(user, symbol), holding.encode());
    }
  }

  private void removePending(PendingOrder order) {
    ArrayDeque<PendingOrder> orders = pending(order.side());
    boolean removed =
        order.equals(orders.peekFirst())
            ? orders.removeFirstOccurrence(order)
            : orders.removeLastOccurrence(order);
    if (!removed) {
      throw new IllegalStateException("no such order: " + order);
    }
    rows.delete(Table.PENDING, Keys.pending(user, order));
  }

  private void removeStanding(StandingOrder order) {
    if (!standing(order.side()).remove(order.symbol(), order)) {
      throw new IllegalStateException("no such amount or trigger: " + order);
    }
    rows.delete(Table.STANDING, Keys.standing(user, order.side(), order.symbol()));
  }

  private void balancesChanged() {
    boolean sound = reservedCents >= 0 && heldCents >= 0 && heldCents <= cashCents;
    if (!sound || cashCents > MachineLimits.BALANCE_MAX_CENTS - reservedCents) {
      throw new IllegalStateException("impossible balances: " + balances());
    }
    changed = true;
  }

  private void save() {
    RowEncoder encoder = new RowEncoder().number(cashCents).number(reservedCents).number(heldCents);
    transactions.encode(encoder);
    rows.put(Table.ACCOUNTS, Keys.account(user), encoder.toBytes());
  }

  private String balances() {
    return user
        + ": cash "
        + cashCents
        + ", reserved "
        + reservedCents
        + ", held "
        + heldCents
        + ", shares "
        + sharesTotal;
  }
}
