package io.rialto.chaos.audit;

import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An account as a node would show it. */
final class ModelSummary {

  private ModelSummary() {}

  static Summary of(ReplayedAccount account, Collection<Transaction> transactions) {
    Summary.Builder summary =
        Summary.newBuilder()
            .setUser(account.user)
            .setCashCents(account.cash)
            .setAvailableCents(account.availableCash())
            .setReservedCents(account.reserved)
            .addAllPendingBuys(orders(account.pendingBuys))
            .addAllPendingSells(orders(account.pendingSells))
            .addAllBuyTriggers(triggers(account.buyTriggers.values()))
            .addAllSellTriggers(triggers(account.sellTriggers.values()))
            .addAllTransactions(transactions);
    account.shares.forEach(
        (symbol, shares) -> {
          if (shares.outside + shares.reserved > 0) {
            summary.addHoldings(
                Holding.newBuilder()
                    .setSymbol(symbol)
                    .setShares(shares.outside)
                    .setAvailable(account.availableShares(symbol))
                    .setReserved(shares.reserved));
          }
        });
    return summary.build();
  }

  private static List<PendingOrder> orders(Collection<ReplayedOrder> orders) {
    List<PendingOrder> rows = new ArrayList<>();
    for (ReplayedOrder order : orders) {
      rows.add(
          PendingOrder.newBuilder()
              .setSymbol(order.symbol())
              .setShares(order.shares())
              .setPriceCents(order.priceCents())
              .setAmountCents(order.amountCents())
              .setExpiresAtMillis(order.expiresAtMillis())
              .build());
    }
    return rows;
  }

  private static List<StandingOrder> triggers(Collection<ReplayedTrigger> triggers) {
    List<StandingOrder> rows = new ArrayList<>();
    for (ReplayedTrigger trigger : triggers) {
      StandingOrder.Builder row =
          StandingOrder.newBuilder()
              .setSymbol(trigger.symbol)
              .setAmountCents(trigger.amountCents)
              .setShares(trigger.reservedShares);
      if (trigger.armed()) {
        row.setTriggerCents(trigger.triggerCents);
      }
      rows.add(row.build());
    }
    return rows;
  }
}
