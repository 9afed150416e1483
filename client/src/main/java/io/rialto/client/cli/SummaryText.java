package io.rialto.client.cli;

import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.Transaction;
import java.util.List;

/** A user's account for people. Parts that are empty are left out. */
final class SummaryText {

  private final Console console;

  SummaryText(Console console) {
    this.console = console;
  }

  void print(Summary summary, long logIndex, long logTimeMillis) {
    console.print(
        summary.getUser()
            + "  "
            + console.faint("log index " + logIndex + ", " + Moments.dateTime(logTimeMillis)));
    console.print(
        String.format(
            "  %-10s %16s   available %s, reserved %s",
            "cash",
            Money.format(summary.getCashCents()),
            Money.format(summary.getAvailableCents()),
            Money.format(summary.getReservedCents())));
    summary
        .getHoldingsList()
        .forEach(
            holding ->
                console.print(
                    String.format(
                        "  %-10s %16d   available %d, reserved %d",
                        holding.getSymbol(),
                        holding.getShares(),
                        holding.getAvailable(),
                        holding.getReserved())));
    printOrders("pending buys", summary.getPendingBuysList());
    printOrders("pending sells", summary.getPendingSellsList());
    printTriggers("to buy", "or less", summary.getBuyTriggersList());
    printTriggers("to sell", "or more", summary.getSellTriggersList());
    printTransactions(summary.getTransactionsList());
  }

  private void printOrders(String heading, List<PendingOrder> orders) {
    if (!orders.isEmpty()) {
      console.print("  " + heading);
    }
    for (PendingOrder order : orders) {
      console.print(
          String.format(
              "    %-8s %16d   at %s = %s, until %s",
              order.getSymbol(),
              order.getShares(),
              Money.format(order.getPriceCents()),
              Money.format(order.getAmountCents()),
              Moments.time(order.getExpiresAtMillis())));
    }
  }

  private void printTriggers(String heading, String side, List<StandingOrder> orders) {
    if (!orders.isEmpty()) {
      console.print("  " + heading);
    }
    for (StandingOrder order : orders) {
      String trigger =
          order.hasTriggerCents()
              ? "at " + Money.format(order.getTriggerCents()) + " " + side
              : "no trigger yet";
      String shares = order.getShares() == 0 ? "" : ", " + order.getShares() + " shares";
      console.print(
          String.format(
              "    %-8s %16s   %s%s",
              order.getSymbol(), Money.format(order.getAmountCents()), trigger, shares));
    }
  }

  private void printTransactions(List<Transaction> transactions) {
    if (!transactions.isEmpty()) {
      console.print("  latest commands");
    }
    for (Transaction each : transactions) {
      String amount = each.getAmountCents() == 0 ? "" : Money.format(each.getAmountCents());
      String result = each.getResult() == ResultCode.OK ? "" : console.bad(each.getResult().name());
      String line =
          String.format(
              "    %s  %-16s %-4s %16s  %s",
              Moments.time(each.getLogTimeMillis()),
              each.getCommand(),
              each.getSymbol(),
              amount,
              result);
      console.print(line.stripTrailing());
    }
  }
}
