package io.rialto.client.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.shape.Money;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import java.util.Locale;

/**
 * A command's reply as JSON, for programs: fields are added, never renamed or removed. Every field
 * is always there; a figure that the reply does not have is null. Amounts are decimal strings,
 * times milliseconds since 1970 UTC.
 */
final class ReplyJson {

  private ReplyJson() {}

  static ObjectNode of(Command command, String requestId, CommandResult result) {
    Reply reply = result.reply();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("command", command.getKind().name());
    putText(json, "user", command.getUser());
    json.put("kind", result.kind().name().toLowerCase(Locale.ROOT));
    json.put("code", reply.getCodeValue());
    json.put("name", name(reply));
    json.put("message", reply.getMessage());
    putCount(json, "logIndex", reply.getLogIndex());
    putCount(json, "term", reply.getTerm());
    putCount(json, "logTime", reply.getLogTimeMillis());
    putCount(json, "number", reply.getNumber());
    json.put("duplicate", reply.getDuplicate());
    json.put("requestId", requestId);
    json.put("attempts", result.attempts());
    putText(json, "symbol", reply.getSymbol().isEmpty() ? command.getSymbol() : reply.getSymbol());
    putMoney(json, "price", reply.getPriceCents());
    putCount(json, "shares", reply.getShares());
    putMoney(json, "amount", reply.getAmountCents());
    putCount(json, "expiresAt", reply.getExpiresAtMillis());
    putCount(json, "quoteTime", reply.getQuoteTimeMillis());
    putText(json, "cryptokey", reply.getCryptokey());
    putShortage(json, reply);
    json.set(
        "summary",
        reply.hasSummary()
            ? SummaryJson.of(reply.getSummary(), reply.getLogIndex(), reply.getLogTimeMillis())
            : json.nullNode());
    return json;
  }

  /** A code's name; one that is newer than this program has none, and shows its number. */
  static String name(Reply reply) {
    return reply.getCode() == ResultCode.UNRECOGNIZED
        ? String.valueOf(reply.getCodeValue())
        : reply.getCode().name();
  }

  /** Money as decimal strings, shares as numbers: the code says which is short. */
  private static void putShortage(ObjectNode json, Reply reply) {
    switch (reply.getCode()) {
      case INSUFFICIENT_FUNDS ->
          json.put("needed", Money.format(reply.getNeeded()))
              .put("available", Money.format(reply.getAvailable()));
      case INSUFFICIENT_SHARES ->
          json.put("needed", reply.getNeeded()).put("available", reply.getAvailable());
      default -> json.putNull("needed").putNull("available");
    }
  }

  private static void putText(ObjectNode json, String field, String text) {
    json.put(field, text.isEmpty() ? null : text);
  }

  private static void putCount(ObjectNode json, String field, long count) {
    json.put(field, count == 0 ? null : Long.valueOf(count));
  }

  private static void putMoney(ObjectNode json, String field, long cents) {
    json.put(field, cents == 0 ? null : Money.format(cents));
  }
}
