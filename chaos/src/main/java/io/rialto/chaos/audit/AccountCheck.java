package io.rialto.chaos.audit;

import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Compares the accounts that a node reports with those that follow from the audit log up to the
 * same log index, and with the money and shares that ever came in. Not thread-safe.
 */
public final class AccountCheck {

  private final SortedMap<String, ReplayedAccount> replayed;
  private final Findings findings;
  private final Set<String> reported = new HashSet<>();

  public AccountCheck(AuditReplay replay, Findings findings) {
    this.replayed = replay.accounts();
    this.findings = findings;
  }

  /** Takes one user's account as a node reports it. */
  public void accept(Summary summary) {
    String user = summary.getUser();
    ReplayedAccount account = replayed.get(user);
    if (account == null) {
      balance(user, "an account", "of which the audit log knows nothing", "");
      return;
    }
    if (!reported.add(user)) {
      balance(user, "an account", "reported twice", "once");
    }
    compareMoney(summary, account);
    compare(user, "holdings", holdings(summary.getHoldingsList()), holdings(account));
    compare(
        user,
        "pending buys",
        orders(summary.getPendingBuysList()),
        replayedOrders(account.pendingBuys));
    compare(
        user,
        "pending sells",
        orders(summary.getPendingSellsList()),
        replayedOrders(account.pendingSells));
    compare(
        user,
        "buy triggers",
        standing(summary.getBuyTriggersList()),
        triggers(account.buyTriggers.values()));
    compare(
        user,
        "sell triggers",
        standing(summary.getSellTriggersList()),
        triggers(account.sellTriggers.values()));
    checkMoneyConserved(summary, account);
  }

  /** Takes the end of the report: who is in the audit log must have been in it. */
  public void finish() {
    for (String user : replayed.keySet()) {
      if (!reported.contains(user)) {
        balance(user, "an account", "not reported", "one");
      }
    }
  }

  /** How many users were compared. */
  public int usersCompared() {
    return reported.size();
  }

  private void compareMoney(Summary summary, ReplayedAccount account) {
    String user = account.user;
    compare(user, "cash", Money.format(summary.getCashCents()), Money.format(account.cash));
    compare(
        user,
        "available cash",
        Money.format(summary.getAvailableCents()),
        Money.format(account.availableCash()));
    compare(
        user,
        "reserved cash",
        Money.format(summary.getReservedCents()),
        Money.format(account.reserved));
  }

  /** P5: cash + reserved + paid for shares = added + proceeds. */
  private void checkMoneyConserved(Summary summary, ReplayedAccount account) {
    long has = summary.getCashCents() + summary.getReservedCents() + account.paid;
    long had = account.added + account.proceeds;
    if (has != had) {
      findings.add(
          Discrepancy.Kind.CONSERVATION,
          0,
          "user "
              + account.user
              + ": cash + reserved + paid is "
              + Money.format(has)
              + ", added + proceeds is "
              + Money.format(had));
    }
  }

  private void compare(String user, String what, Object reportedFigure, Object replayedFigure) {
    if (!reportedFigure.equals(replayedFigure)) {
      balance(user, what, reportedFigure.toString(), replayedFigure.toString());
    }
  }

  private void balance(String user, String what, String found, String wanted) {
    findings.add(
        Discrepancy.Kind.BALANCE,
        0,
        "user " + user + " has " + what + " " + found + "; by the audit log it is " + wanted);
  }

  private static List<String> holdings(List<Holding> holdings) {
    return holdings.stream()
        .map(
            holding ->
                holding(
                    holding.getSymbol(),
                    holding.getShares(),
                    holding.getAvailable(),
                    holding.getReserved()))
        .toList();
  }

  private static List<String> holdings(ReplayedAccount account) {
    return account.shares.entrySet().stream()
        .filter(entry -> entry.getValue().outside + entry.getValue().reserved > 0)
        .map(
            entry ->
                holding(
                    entry.getKey(),
                    entry.getValue().outside,
                    account.availableShares(entry.getKey()),
                    entry.getValue().reserved))
        .toList();
  }

  private static String holding(String symbol, long shares, long available, long reserved) {
    return symbol + " " + shares + " (available " + available + ", reserved " + reserved + ")";
  }

  private static List<String> orders(List<PendingOrder> orders) {
    return orders.stream()
        .map(
            order ->
                order(
                    order.getSymbol(),
                    order.getShares(),
                    order.getPriceCents(),
                    order.getExpiresAtMillis()))
        .toList();
  }

  private static List<String> replayedOrders(Collection<ReplayedOrder> orders) {
    return orders.stream()
        .map(
            order ->
                order(order.symbol(), order.shares(), order.priceCents(), order.expiresAtMillis()))
        .toList();
  }

  private static String order(String symbol, long shares, long priceCents, long expiresAt) {
    return symbol + " " + shares + " at " + Money.format(priceCents) + " until " + expiresAt;
  }

  private static List<String> standing(List<StandingOrder> orders) {
    return orders.stream()
        .map(
            order ->
                trigger(
                    order.getSymbol(),
                    order.getAmountCents(),
                    order.hasTriggerCents() ? order.getTriggerCents() : 0,
                    order.getShares()))
        .toList();
  }

  private static List<String> triggers(Collection<ReplayedTrigger> triggers) {
    return triggers.stream()
        .map(
            trigger ->
                trigger(
                    trigger.symbol,
                    trigger.amountCents,
                    trigger.triggerCents,
                    trigger.reservedShares))
        .toList();
  }

  private static String trigger(String symbol, long amount, long triggerCents, long shares) {
    String at = triggerCents == 0 ? "not set" : Money.format(triggerCents);
    return symbol + " " + Money.format(amount) + " at " + at + " for " + shares;
  }
}
