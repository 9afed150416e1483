package io.rialto.chaos.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.Role;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of one line, and the record that they make. Used again for the next line; fields that
 * it does not know are passed over, so that later versions may add some. Not thread-safe.
 */
final class HistoryFields {

  /** Names come again and again, in records that are kept by the million: one of each is enough. */
  private final Map<String, String> names = new HashMap<>();

  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();
  private Summary account;

  /** Reads a line's object; the parser stands at its start, and then at its end. */
  void read(JsonParser json) throws IOException {
    numbers.clear();
    texts.clear();
    lists.clear();
    account = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_NUMBER_INT) {
        numbers.put(field, json.getLongValue());
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(field, json.getText());
      } else if (value == JsonToken.VALUE_TRUE) {
        numbers.put(field, 1L);
      } else if (value == JsonToken.START_ARRAY) {
        lists.put(field, readTexts(json));
      } else if (value == JsonToken.START_OBJECT && field.equals("account")) {
        account = AccountLines.read(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private static List<String> readTexts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(json.getText());
    }
    return texts;
  }

  /**
   * The record.
   *
   * @throws IllegalArgumentException if the fields make none
   */
  HistoryRecord record() {
    long at = number("at");
    String kind = text("record");
    return switch (kind) {
      case "invoked" ->
          new HistoryRecord.Invoked(
              at, number("operation"), name("client"), name("process"), call());
      case "returned" ->
          new HistoryRecord.Returned(at, number("operation"), number("handed"), answer());
      case "sentAs" ->
          new HistoryRecord.SentAs(at, number("operation"), number("session"), number("sequence"));
      case "account" -> new HistoryRecord.AccountRead(at, number("operation"), summaryReply());
      case "node" ->
          new HistoryRecord.NodeSeen(
              at, text("node"), status(), number("hashLogIndex"), flag("last"));
      case "began" ->
          new HistoryRecord.RunBegan(
              at,
              (int) number("format"),
              number("startedMillis"),
              number("seed"),
              list("nodes"),
              flag("simulatedQuotes"),
              number("operationsMin"));
      case "processEnded" -> new HistoryRecord.ProcessEnded(at, text("process"), flag("died"));
      case "faultBegan" ->
          new HistoryRecord.FaultBegan(
              at, number("fault"), text("kind"), text("target"), list("members"), text("sentence"));
      case "faultEnded" -> new HistoryRecord.FaultEnded(at, number("fault"), text("failure"));
      case "memberExited" ->
          new HistoryRecord.MemberExited(
              at, text("member"), (int) number("exitCode"), flag("wanted"));
      case "audit" ->
          new HistoryRecord.AuditTaken(at, text("node"), text("file"), number("logIndex"));
      case "note" -> new HistoryRecord.Note(at, text("text"));
      case "ended" -> new HistoryRecord.RunEnded(at, text("failure"));
      default -> throw new IllegalArgumentException("no record that is known: \"" + kind + "\"");
    };
  }

  private Call call() {
    String kind = text("call");
    return switch (kind) {
      case "submit" -> new Call.Submit(command());
      case "request" -> new Call.Request(text("requestId"), command());
      case "resolve" -> new Call.Resolve(number("session"), number("sequence"));
      case "read" -> new Call.Read(name("user"), Consistency.valueOf(text("consistency")));
      case "readAll" -> new Call.ReadAll(Consistency.valueOf(text("consistency")));
      default -> throw new IllegalArgumentException("no call that is known: \"" + kind + "\"");
    };
  }

  private Command command() {
    return Command.newBuilder()
        .setKind(CommandKind.valueOf(text("command")))
        .setUser(name("user"))
        .setSymbol(name("symbol"))
        .setAmountCents(number("amount"))
        .setFilename(text("filename"))
        .setNumber(number("number"))
        .build();
  }

  private Answer answer() {
    String kind = text("answer");
    return switch (kind) {
      case "account" -> new Answer.OfRead(summaryReply());
      case "accounts" -> new Answer.OfReadAll(number("logIndex"), text("failure"));
      default ->
          new Answer.OfCommand(
              new CommandResult(
                  CommandResult.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                  reply(),
                  number("session"),
                  number("sequence"),
                  (int) number("attempts")));
    };
  }

  private Reply reply() {
    Reply.Builder reply =
        Reply.newBuilder()
            .setCodeValue((int) number("code"))
            .setMessage(text("message"))
            .setLogIndex(number("logIndex"))
            .setTerm(number("term"))
            .setLogTimeMillis(number("logTime"))
            .setNumber(number("number"))
            .setDuplicate(flag("duplicate"))
            .setSymbol(name("symbol"))
            .setPriceCents(number("price"))
            .setShares(number("shares"))
            .setAmountCents(number("amount"))
            .setExpiresAtMillis(number("expiresAt"))
            .setQuoteTimeMillis(number("quoteTime"))
            .setCryptokey(text("cryptokey"))
            .setNeeded(number("needed"))
            .setAvailable(number("available"));
    if (account != null) {
      reply.setSummary(account);
    }
    return reply.build();
  }

  private SummaryReply summaryReply() {
    SummaryReply.Builder reply =
        SummaryReply.newBuilder()
            .setCodeValue((int) number("code"))
            .setMessage(text("message"))
            .setLogIndex(number("logIndex"))
            .setTerm(number("term"))
            .setLogTimeMillis(number("logTime"));
    if (account != null) {
      reply.setSummary(account);
    }
    return reply.build();
  }

  private NodeStatus status() {
    return NodeStatus.newBuilder()
        .setNodeId(text("node"))
        .setRole(Role.valueOf(text("role")))
        .setReady(flag("ready"))
        .setTerm(number("term"))
        .setLeaderId(text("leader"))
        .setAppliedLogIndex(number("logIndex"))
        .setLogTimeMillis(number("logTime"))
        .setHash(bytes("hash"))
        .setHashAt(bytes("hashAt"))
        .setUptimeMillis(number("uptimeMillis"))
        .setProcessId(number("processId"))
        .build();
  }

  private ByteString bytes(String field) {
    return ByteString.copyFrom(HexFormat.of().parseHex(text(field)));
  }

  private long number(String field) {
    return numbers.getOrDefault(field, 0L);
  }

  private boolean flag(String field) {
    return number(field) != 0;
  }

  private String text(String field) {
    return texts.getOrDefault(field, "");
  }

  private String name(String field) {
    String text = text(field);
    return names.computeIfAbsent(text, name -> name);
  }

  private List<String> list(String field) {
    return lists.getOrDefault(field, List.of());
  }
}
