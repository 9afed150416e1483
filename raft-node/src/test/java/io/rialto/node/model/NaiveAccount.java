package io.rialto.node.model;

import io.rialto.node.machine.Summary;
import io.rialto.node.machine.Summary.HoldingLine;
import io.rialto.node.machine.Summary.PendingLine;
import io.rialto.node.machine.Summary.StandingLine;
import io.rialto.node.machine.Summary.TransactionLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One user's account as lists of what happened. Nothing is maintained: every balance is summed up
 * when asked for (SPEC "Balances").
 */
final class NaiveAccount {

  private static final int TRANSACTIONS_SHOWN = 20;

  /** SPEC "balance": cash + reserved never above 2^53 cents. */
  private static final BigInteger MONEY_MAX = BigInteger.TWO.pow(53);

  /** SPEC "shares": at most 2^40 of a symbol a user. */
  private static final BigInteger SHARES_MAX = BigInteger.TWO.pow(40);

  private final String user;

  /** What came in from outside or from sales, and went out for purchases, in cents. */
  final List<Long> movements = new ArrayList<>();

  /** Purchases and sales of each symbol, in shares. */
  final Map<String, List<Long>> shareMovements = new TreeMap<>();

  /** Oldest first. */
  final List<PendingOrder> pendingBuys = new ArrayList<>();

  /** Oldest first. */
  final List<PendingOrder> pendingSells = new ArrayList<>();

  /** By symbol. */
  final Map<String, StandingOrder> standingBuys = new TreeMap<>();

  /** By symbol. */
  final Map<String, StandingOrder> standingSells = new TreeMap<>();

  /** Every command that was executed for the user, oldest first. */
  final List<TransactionLine> transactions = new ArrayList<>();

  NaiveAccount(String user) {
    this.user = user;
  }

  /** The same account, of which nobody else knows. */
  NaiveAccount copy() {
    NaiveAccount copy = new NaiveAccount(user);
    copy.movements.addAll(movements);
    shareMovements.forEach(
        (symbol, moved) -> copy.shareMovements.put(symbol, new ArrayList<>(moved)));
    copy.pendingBuys.addAll(pendingBuys);
    copy.pendingSells.addAll(pendingSells);
    copy.standingBuys.putAll(standingBuys);
    copy.standingSells.putAll(standingSells);
    copy.transactions.addAll(transactions);
    return copy;
  }

  String user() {
    return user;
  }

  /** Cash plus reserve. */
  long moneyCents() {
    return sum(movements);
  }

  long reservedCents() {
    return standingBuys.values().stream().mapToLong(StandingOrder::amountCents).sum();
  }

  long cashCents() {
    return moneyCents() - reservedCents();
  }

  /** Cash less what pending buys hold. */
  long availableCents() {
    return cashCents() - pendingBuys.stream().mapToLong(PendingOrder::worthCents).sum();
  }

  void moveShares(String symbol, long shares) {
    shareMovements.computeIfAbsent(symbol, key -> new ArrayList<>()).add(shares);
  }

  /** All shares of the symbol, those in the reserve too. */
  long ownedShares(String symbol) {
    return sum(shareMovements.getOrDefault(symbol, List.of()));
  }

  long reservedShares(String symbol) {
    StandingOrder order = standingSells.get(symbol);
    return order == null ? 0 : order.reservedShares();
  }

  /** Whether the cap on balances allows the credit, in cents. */
  boolean hasRoomForMoney(BigInteger credit) {
    return BigInteger.valueOf(moneyCents()).add(credit).compareTo(MONEY_MAX) <= 0;
  }

  /** Whether the cap on shares allows so many more. */
  boolean hasRoomForShares(String symbol, long credit) {
    return BigInteger.valueOf(ownedShares(symbol))
            .add(BigInteger.valueOf(credit))
            .compareTo(SHARES_MAX)
        <= 0;
  }

  /** Shares outside the reserve, less what pending sells hold. */
  long availableShares(String symbol) {
    return ownedShares(symbol)
        - reservedShares(symbol)
        - pendingSells.stream()
            .filter(order -> order.symbol().equals(symbol))
            .mapToLong(PendingOrder::shares)
            .sum();
  }

  Summary summary() {
    return new Summary(
        user,
        cashCents(),
        availableCents(),
        reservedCents(),
        holdings(),
        newestFirst(pendingBuys),
        newestFirst(pendingSells),
        lines(standingBuys),
        lines(standingSells),
        latestTransactions());
  }

  private List<HoldingLine> holdings() {
    List<HoldingLine> lines = new ArrayList<>();
    for (String symbol : new TreeSet<>(shareMovements.keySet())) {
      long owned = ownedShares(symbol);
      long reserved = reservedShares(symbol);
      if (owned != 0) {
        lines.add(new HoldingLine(symbol, owned - reserved, availableShares(symbol), reserved));
      }
    }
    return lines;
  }

  private List<TransactionLine> latestTransactions() {
    List<TransactionLine> lines = new ArrayList<>();
    for (int i = transactions.size() - 1; i >= 0 && lines.size() < TRANSACTIONS_SHOWN; i--) {
      lines.add(transactions.get(i));
    }
    return lines;
  }

  private static List<PendingLine> newestFirst(List<PendingOrder> orders) {
    List<PendingLine> lines = new ArrayList<>();
    for (PendingOrder order : orders) {
      lines.add(0, order.line());
    }
    return lines;
  }

  private static List<StandingLine> lines(Map<String, StandingOrder> orders) {
    return orders.values().stream().map(StandingOrder::line).toList();
  }

  private static long sum(List<Long> movements) {
    long sum = 0;
    for (long movement : movements) {
      sum = Math.addExact(sum, movement);
    }
    return sum;
  }
}
