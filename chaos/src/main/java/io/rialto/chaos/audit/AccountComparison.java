package io.rialto.chaos.audit;

import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Compares an account that a node reports with the one that the replay has at that point. */
public final class AccountComparison {

  private AccountComparison() {}

  /**
   * What differs, in words; empty if the two are the same.
   *
   * @param logTimeMillis of the state that was read: orders that are over by then do not count,
   *     even if the log shows their expiry later
   */
  public static List<String> differences(
      Summary summary, ReplayedAccount account, long logTimeMillis) {
    List<String> texts = new ArrayList<>();
    String user = account.user;
    long availableCash = account.cash - held(account.pendingBuys, logTimeMillis);
    compareCents(texts, user, "cash", summary.getCashCents(), account.cash);
    compareCents(texts, user, "available cash", summary.getAvailableCents(), availableCash);
    compareCents(texts, user, "reserved cash", summary.getReservedCents(), account.reserved);
    compare(
        texts,
        user,
        "holdings",
        holdings(summary.getHoldingsList()),
        holdings(account, logTimeMillis));
    compare(
        texts,
        user,
        "pending buys",
        orders(summary.getPendingBuysList()),
        replayedOrders(account.pendingBuys, logTimeMillis));
    compare(
        texts,
        user,
        "pending sells",
        orders(summary.getPendingSellsList()),
        replayedOrders(account.pendingSells, logTimeMillis));
    compare(
        texts,
        user,
        "buy triggers",
        standing(summary.getBuyTriggersList()),
        triggers(account.buyTriggers.values()));
    compare(
        texts,
        user,
        "sell triggers",
        standing(summary.getSellTriggersList()),
        triggers(account.sellTriggers.values()));
    return texts;
  }

  /** P5: cash + reserved + paid for shares = added + proceeds; says so if that does not hold. */
  public static Optional<String> moneyMissing(Summary summary, ReplayedAccount account) {
    long has = summary.getCashCents() + summary.getReservedCents() + account.paid;
    long had = account.added + account.proceeds;
    return has == had
        ? Optional.empty()
        : Optional.of(
            "user "
                + account.user
                + ": cash + reserved + paid is "
                + Money.format(has)
                + ", added + proceeds is "
                + Money.format(had));
  }

  private static long held(Collection<ReplayedOrder> orders, long logTimeMillis) {
    long cents = 0;
    for (ReplayedOrder order : orders) {
      if (order.expiresAtMillis() >= logTimeMillis) {
        cents += order.amountCents();
      }
    }
    return cents;
  }

  private static void compareCents(
      List<String> texts, String user, String what, long found, long wanted) {
    if (found != wanted) {
      texts.add(text(user, what, Money.format(found), Money.format(wanted)));
    }
  }

  private static void compare(
      List<String> texts, String user, String what, List<String> found, List<String> wanted) {
    if (!found.equals(wanted)) {
      texts.add(text(user, what, found.toString(), wanted.toString()));
    }
  }

  private static String text(String user, String what, String found, String wanted) {
    return "user " + user + " has " + what + " " + found + "; by the audit log it is " + wanted;
  }

  /** The first of the latest commands shown that is not as in the log; empty if all are. */
  public static Optional<String> transactionDifference(Summary summary, ReplayedAccount account) {
    String user = account.user;
    if (summary.getTransactionsCount() != account.transactions.size()) {
      return Optional.of(
          text(
              user,
              "a number of transactions shown of",
              Integer.toString(summary.getTransactionsCount()),
              Integer.toString(account.transactions.size())));
    }
    Iterator<ReplayedCommand> replayed = account.transactions.iterator();
    for (Transaction found : summary.getTransactionsList()) {
      ReplayedCommand wanted = replayed.next();
      if (!same(found, wanted)) {
        return Optional.of(text(user, "the transaction", shown(found), shown(wanted)));
      }
    }
    return Optional.empty();
  }

  private static boolean same(Transaction found, ReplayedCommand wanted) {
    AuditEvent.UserCommand command = wanted.command();
    return found.getNumber() == command.number()
        && found.getLogTimeMillis() == command.timestampMillis()
        && found.getCommand() == command.command()
        && found.getSymbol().equals(command.symbol())
        && found.getAmountCents() == command.fundsCents()
        && found.getResult().name().equals(result(wanted));
  }

  private static String result(ReplayedCommand command) {
    return command.rejected() ? command.rule() : "OK";
  }

  private static String shown(Transaction found) {
    return found.getCommand()
        + " "
        + found.getSymbol()
        + " "
        + Money.format(found.getAmountCents())
        + ", number "
        + found.getNumber()
        + ", "
        + found.getResult()
        + " at "
        + found.getLogTimeMillis();
  }

  private static String shown(ReplayedCommand wanted) {
    AuditEvent.UserCommand command = wanted.command();
    return command.command()
        + " "
        + command.symbol()
        + " "
        + Money.format(command.fundsCents())
        + ", number "
        + command.number()
        + ", "
        + result(wanted)
        + " at "
        + command.timestampMillis();
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

  private static List<String> holdings(ReplayedAccount account, long logTimeMillis) {
    return account.shares.entrySet().stream()
        .filter(entry -> entry.getValue().outside + entry.getValue().reserved > 0)
        .map(
            entry ->
                holding(
                    entry.getKey(),
                    entry.getValue().outside,
                    entry.getValue().outside - heldShares(account, entry.getKey(), logTimeMillis),
                    entry.getValue().reserved))
        .toList();
  }

  private static long heldShares(ReplayedAccount account, String symbol, long logTimeMillis) {
    long shares = 0;
    for (ReplayedOrder order : account.pendingSells) {
      if (order.expiresAtMillis() >= logTimeMillis && order.symbol().equals(symbol)) {
        shares += order.shares();
      }
    }
    return shares;
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

  private static List<String> replayedOrders(Collection<ReplayedOrder> orders, long logTimeMillis) {
    return orders.stream()
        .filter(order -> order.expiresAtMillis() >= logTimeMillis)
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
