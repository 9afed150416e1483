package io.rialto.client.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.Transaction;
import java.util.List;

/** A user's account as JSON, in the form that SPEC ("For programs") lays down. */
final class SummaryJson {

  private SummaryJson() {}

  static ObjectNode of(Summary summary, long logIndex, long logTimeMillis) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("user", summary.getUser());
    json.put("logIndex", logIndex);
    json.put("logTime", logTimeMillis);
    json.put("cash", Money.format(summary.getCashCents()));
    json.put("available", Money.format(summary.getAvailableCents()));
    json.put("reserved", Money.format(summary.getReservedCents()));
    ArrayNode holdings = json.putArray("holdings");
    summary.getHoldingsList().forEach(holding -> put(holdings.addObject(), holding));
    putOrders(json.putArray("pendingBuys"), summary.getPendingBuysList());
    putOrders(json.putArray("pendingSells"), summary.getPendingSellsList());
    ArrayNode buyTriggers = json.putArray("buyTriggers");
    summary.getBuyTriggersList().forEach(order -> put(buyTriggers.addObject(), order));
    ArrayNode sellTriggers = json.putArray("sellTriggers");
    summary
        .getSellTriggersList()
        .forEach(order -> put(sellTriggers.addObject(), order).put("shares", order.getShares()));
    ArrayNode transactions = json.putArray("transactions");
    summary.getTransactionsList().forEach(each -> put(transactions.addObject(), each));
    return json;
  }

  private static void put(ObjectNode json, Holding holding) {
    json.put("symbol", holding.getSymbol());
    json.put("shares", holding.getShares());
    json.put("available", holding.getAvailable());
    json.put("reserved", holding.getReserved());
  }

  private static void putOrders(ArrayNode array, List<PendingOrder> orders) {
    for (PendingOrder order : orders) {
      ObjectNode json = array.addObject();
      json.put("symbol", order.getSymbol());
      json.put("shares", order.getShares());
      json.put("price", Money.format(order.getPriceCents()));
      json.put("amount", Money.format(order.getAmountCents()));
      json.put("expiresAt", order.getExpiresAtMillis());
    }
  }

  private static ObjectNode put(ObjectNode json, StandingOrder order) {
    json.put("symbol", order.getSymbol());
    json.put("amount", Money.format(order.getAmountCents()));
    json.put("trigger", order.hasTriggerCents() ? Money.format(order.getTriggerCents()) : null);
    return json;
  }

  private static void put(ObjectNode json, Transaction transaction) {
    json.put("logIndex", transaction.getLogIndex());
    json.put("logTime", transaction.getLogTimeMillis());
    json.put("number", transaction.getNumber());
    json.put("command", transaction.getCommand().name());
    json.put("symbol", transaction.getSymbol());
    json.put("amount", Money.format(transaction.getAmountCents()));
    json.put("result", transaction.getResult().name());
  }
}
