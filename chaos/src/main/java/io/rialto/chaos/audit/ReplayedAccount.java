package io.rialto.chaos.audit;

import io.rialto.proto.shape.Money;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;

/** One user's account as the replay holds it. Money in cents. Not thread-safe. */
public final class ReplayedAccount {

  /** How many of the latest commands a summary shows. */
  private static final int TRANSACTIONS_SHOWN = 20;

  /** A user's shares of one symbol: outside the reserve, and in it. */
  static final class Shares {
    long outside;
    long reserved;
  }

  final String user;
  long cash;
  long reserved;

  /**
   * What came in by ADD, went out for shares, and came back for shares: the three must explain the
   * money.
   */
  long added;

  long paid;
  long proceeds;

  /** The sums of the account transactions that the log shows. */
  long transactionsAdded;

  long transactionsRemoved;

  final SortedMap<String, Shares> shares = new TreeMap<>();

  /** Newest first. */
  final Deque<ReplayedOrder> pendingBuys = new ArrayDeque<>();

  final Deque<ReplayedOrder> pendingSells = new ArrayDeque<>();
  final SortedMap<String, ReplayedTrigger> buyTriggers = new TreeMap<>();
  final SortedMap<String, ReplayedTrigger> sellTriggers = new TreeMap<>();

  /** The latest commands, newest first, rejected ones too. */
  final Deque<ReplayedCommand> transactions = new ArrayDeque<>();

  ReplayedAccount(String user) {
    this.user = user;
  }

  /** The same account for whoever looks further; what happens to it happens to nobody else. */
  ReplayedAccount copy() {
    ReplayedAccount copy = new ReplayedAccount(user);
    copy.cash = cash;
    copy.reserved = reserved;
    copy.added = added;
    copy.paid = paid;
    copy.proceeds = proceeds;
    copy.transactionsAdded = transactionsAdded;
    copy.transactionsRemoved = transactionsRemoved;
    shares.forEach(
        (symbol, held) -> {
          copy.shares(symbol).outside = held.outside;
          copy.shares(symbol).reserved = held.reserved;
        });
    copy.pendingBuys.addAll(pendingBuys);
    copy.pendingSells.addAll(pendingSells);
    copy.buyTriggers.putAll(buyTriggers);
    copy.sellTriggers.putAll(sellTriggers);
    copy.transactions.addAll(transactions);
    return copy;
  }

  void remember(ReplayedCommand command) {
    transactions.addFirst(command);
    if (transactions.size() > TRANSACTIONS_SHOWN) {
      transactions.removeLast();
    }
  }

  long availableCash() {
    return cash - pendingBuys.stream().mapToLong(ReplayedOrder::amountCents).sum();
  }

  Shares shares(String symbol) {
    return shares.computeIfAbsent(symbol, s -> new Shares());
  }

  long availableShares(String symbol) {
    Shares held = shares.get(symbol);
    return held == null ? 0 : held.outside - heldShares(symbol);
  }

  long heldShares(String symbol) {
    return pendingSells.stream()
        .filter(order -> order.symbol().equals(symbol))
        .mapToLong(ReplayedOrder::shares)
        .sum();
  }

  /** The figures that may never be below zero, by name; null if none is. */
  String negativeFigure() {
    if (availableCash() < 0) {
      return "available cash " + Money.format(availableCash());
    }
    if (reserved < 0) {
      return "reserve " + Money.format(reserved);
    }
    for (var entry : shares.entrySet()) {
      if (availableShares(entry.getKey()) < 0 || entry.getValue().reserved < 0) {
        return entry.getKey() + " shares " + availableShares(entry.getKey());
      }
    }
    return null;
  }
}
