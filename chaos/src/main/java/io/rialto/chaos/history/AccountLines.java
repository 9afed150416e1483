package io.rialto.chaos.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.Transaction;
import java.io.IOException;

/**
 * A user's account within a line of the history: rows of plain values, because thousands of them
 * are kept. Money in cents.
 */
final class AccountLines {

  private AccountLines() {}

  static void write(JsonGenerator json, Summary account) throws IOException {
    json.writeStartObject();
    json.writeStringField("user", account.getUser());
    json.writeNumberField("cash", account.getCashCents());
    json.writeNumberField("available", account.getAvailableCents());
    json.writeNumberField("reserved", account.getReservedCents());
    json.writeArrayFieldStart("holdings");
    for (Holding row : account.getHoldingsList()) {
      row(json, row.getSymbol(), row.getShares(), row.getAvailable(), row.getReserved());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("pendingBuys");
    for (PendingOrder row : account.getPendingBuysList()) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("pendingSells");
    for (PendingOrder row : account.getPendingSellsList()) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("buyTriggers");
    for (StandingOrder row : account.getBuyTriggersList()) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sellTriggers");
    for (StandingOrder row : account.getSellTriggersList()) {
      write(json, row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("transactions");
    for (Transaction row : account.getTransactionsList()) {
      row(
          json,
          row.getSymbol(),
          row.getLogIndex(),
          row.getLogTimeMillis(),
          row.getNumber(),
          row.getCommandValue(),
          row.getAmountCents(),
          row.getResultValue());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PendingOrder order) throws IOException {
    row(
        json,
        order.getSymbol(),
        order.getShares(),
        order.getPriceCents(),
        order.getAmountCents(),
        order.getExpiresAtMillis());
  }

  private static void write(JsonGenerator json, StandingOrder order) throws IOException {
    row(
        json,
        order.getSymbol(),
        order.getAmountCents(),
        order.getTriggerCents(),
        order.getShares());
  }

  private static void row(JsonGenerator json, String symbol, long... numbers) throws IOException {
    json.writeStartArray();
    json.writeString(symbol);
    for (long number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  /** Reads an account; the parser stands at its start, and then at its end. */
  static Summary read(JsonParser json) throws IOException {
    Summary.Builder account = Summary.newBuilder();
    Row row = new Row();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "user" -> account.setUser(json.getText());
        case "cash" -> account.setCashCents(json.getLongValue());
        case "available" -> account.setAvailableCents(json.getLongValue());
        case "reserved" -> account.setReservedCents(json.getLongValue());
        case "holdings" -> {
          while (row.next(json)) {
            account.addHoldings(row.holding());
          }
        }
        case "pendingBuys" -> {
          while (row.next(json)) {
            account.addPendingBuys(row.order());
          }
        }
        case "pendingSells" -> {
          while (row.next(json)) {
            account.addPendingSells(row.order());
          }
        }
        case "buyTriggers" -> {
          while (row.next(json)) {
            account.addBuyTriggers(row.standing());
          }
        }
        case "sellTriggers" -> {
          while (row.next(json)) {
            account.addSellTriggers(row.standing());
          }
        }
        case "transactions" -> {
          while (row.next(json)) {
            account.addTransactions(row.transaction());
          }
        }
        default -> json.skipChildren();
      }
    }
    return account.build();
  }

  /** One row of a list: a symbol and numbers. */
  private static final class Row {

    private static final int NUMBERS_MAX = 6;

    private final long[] numbers = new long[NUMBERS_MAX];
    private String symbol;

    /** Reads the next row; false at the list's end. */
    boolean next(JsonParser json) throws IOException {
      if (json.nextToken() == JsonToken.END_ARRAY) {
        return false;
      }
      json.nextToken();
      symbol = json.getText();
      int count = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (count < NUMBERS_MAX) {
          numbers[count++] = json.getLongValue();
        }
      }
      return true;
    }

    Holding holding() {
      return Holding.newBuilder()
          .setSymbol(symbol)
          .setShares(numbers[0])
          .setAvailable(numbers[1])
          .setReserved(numbers[2])
          .build();
    }

    PendingOrder order() {
      return PendingOrder.newBuilder()
          .setSymbol(symbol)
          .setShares(numbers[0])
          .setPriceCents(numbers[1])
          .setAmountCents(numbers[2])
          .setExpiresAtMillis(numbers[3])
          .build();
    }

    /** A trigger of 0 is none: a price is never 0. */
    StandingOrder standing() {
      StandingOrder.Builder order =
          StandingOrder.newBuilder()
              .setSymbol(symbol)
              .setAmountCents(numbers[0])
              .setShares(numbers[2]);
      if (numbers[1] != 0) {
        order.setTriggerCents(numbers[1]);
      }
      return order.build();
    }

    Transaction transaction() {
      return Transaction.newBuilder()
          .setSymbol(symbol)
          .setLogIndex(numbers[0])
          .setLogTimeMillis(numbers[1])
          .setNumber(numbers[2])
          .setCommandValue((int) numbers[3])
          .setAmountCents(numbers[4])
          .setResultValue((int) numbers[5])
          .build();
    }
  }
}
