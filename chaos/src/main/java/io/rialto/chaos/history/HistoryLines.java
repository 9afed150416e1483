package io.rialto.chaos.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.SummaryReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Records as lines of JSON (docs/reference/history.md). What is zero, empty or false is left out,
 * so that lines stay short. {@link HistoryFields} reads them.
 */
final class HistoryLines {

  private static final JsonFactory JSON = new JsonFactory();

  private HistoryLines() {}

  /** One line, its end included. */
  static byte[] encode(HistoryRecord line) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      put(json, line);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void put(JsonGenerator json, HistoryRecord line) throws IOException {
    if (line instanceof HistoryRecord.Invoked invoked) {
      start(json, "invoked", line);
      number(json, "operation", invoked.operation());
      text(json, "client", invoked.client());
      text(json, "process", invoked.process());
      put(json, invoked.call());
    } else if (line instanceof HistoryRecord.Returned returned) {
      start(json, "returned", line);
      number(json, "operation", returned.operation());
      number(json, "handed", returned.handedNanos());
      put(json, returned.answer());
    } else if (line instanceof HistoryRecord.SentAs sent) {
      start(json, "sentAs", line);
      number(json, "operation", sent.operation());
      number(json, "session", sent.session());
      number(json, "sequence", sent.sequence());
    } else if (line instanceof HistoryRecord.AccountRead read) {
      start(json, "account", line);
      number(json, "operation", read.operation());
      put(json, read.reply());
    } else if (line instanceof HistoryRecord.NodeSeen seen) {
      start(json, "node", line);
      put(json, seen);
    } else {
      putEvent(json, line);
    }
  }

  private static void putEvent(JsonGenerator json, HistoryRecord line) throws IOException {
    if (line instanceof HistoryRecord.RunBegan run) {
      start(json, "began", line);
      number(json, "format", run.formatVersion());
      number(json, "startedMillis", run.startedMillis());
      number(json, "seed", run.seed());
      texts(json, "nodes", run.nodes());
      flag(json, "simulatedQuotes", run.simulatedQuotes());
      number(json, "operationsMin", run.operationsMin());
    } else if (line instanceof HistoryRecord.ProcessEnded ended) {
      start(json, "processEnded", line);
      text(json, "process", ended.process());
      flag(json, "died", ended.died());
    } else if (line instanceof HistoryRecord.FaultBegan fault) {
      start(json, "faultBegan", line);
      number(json, "fault", fault.fault());
      text(json, "kind", fault.kind());
      text(json, "target", fault.target());
      texts(json, "members", fault.members());
      text(json, "sentence", fault.sentence());
    } else if (line instanceof HistoryRecord.FaultEnded fault) {
      start(json, "faultEnded", line);
      number(json, "fault", fault.fault());
      text(json, "failure", fault.failure());
    } else if (line instanceof HistoryRecord.MemberExited exited) {
      start(json, "memberExited", line);
      text(json, "member", exited.member());
      number(json, "exitCode", exited.exitCode());
      flag(json, "wanted", exited.wanted());
    } else if (line instanceof HistoryRecord.AuditTaken taken) {
      start(json, "audit", line);
      text(json, "node", taken.node());
      text(json, "file", taken.file());
      number(json, "logIndex", taken.upToLogIndex());
    } else if (line instanceof HistoryRecord.Note note) {
      start(json, "note", line);
      text(json, "text", note.text());
    } else if (line instanceof HistoryRecord.RunEnded ended) {
      start(json, "ended", line);
      text(json, "failure", ended.failure());
    }
  }

  private static void start(JsonGenerator json, String kind, HistoryRecord line)
      throws IOException {
    json.writeStringField("record", kind);
    json.writeNumberField("at", line.nanos());
  }

  private static void put(JsonGenerator json, Call call) throws IOException {
    if (call instanceof Call.Submit submit) {
      text(json, "call", "submit");
      put(json, submit.command());
    } else if (call instanceof Call.Request request) {
      text(json, "call", "request");
      text(json, "requestId", request.requestId());
      put(json, request.command());
    } else if (call instanceof Call.Resolve resolve) {
      text(json, "call", "resolve");
      number(json, "session", resolve.session());
      number(json, "sequence", resolve.sequence());
    } else if (call instanceof Call.Read read) {
      text(json, "call", "read");
      text(json, "user", read.user());
      text(json, "consistency", read.consistency().name());
    } else if (call instanceof Call.ReadAll read) {
      text(json, "call", "readAll");
      text(json, "consistency", read.consistency().name());
    }
  }

  private static void put(JsonGenerator json, Command command) throws IOException {
    text(json, "command", command.getKind().name());
    text(json, "user", command.getUser());
    text(json, "symbol", command.getSymbol());
    number(json, "amount", command.getAmountCents());
    text(json, "filename", command.getFilename());
    number(json, "number", command.getNumber());
  }

  private static void put(JsonGenerator json, Answer answer) throws IOException {
    if (answer instanceof Answer.OfCommand command) {
      put(json, command.result());
    } else if (answer instanceof Answer.OfRead read) {
      text(json, "answer", "account");
      put(json, read.reply());
    } else if (answer instanceof Answer.OfReadAll read) {
      text(json, "answer", "accounts");
      number(json, "logIndex", read.logIndex());
      text(json, "failure", read.failure());
    }
  }

  private static void put(JsonGenerator json, CommandResult result) throws IOException {
    Reply reply = result.reply();
    text(json, "answer", result.kind().name().toLowerCase(Locale.ROOT));
    number(json, "session", result.session());
    number(json, "sequence", result.sequence());
    number(json, "attempts", result.attempts());
    number(json, "code", reply.getCodeValue());
    text(json, "message", reply.getMessage());
    number(json, "logIndex", reply.getLogIndex());
    number(json, "term", reply.getTerm());
    number(json, "logTime", reply.getLogTimeMillis());
    number(json, "number", reply.getNumber());
    flag(json, "duplicate", reply.getDuplicate());
    text(json, "symbol", reply.getSymbol());
    number(json, "price", reply.getPriceCents());
    number(json, "shares", reply.getShares());
    number(json, "amount", reply.getAmountCents());
    number(json, "expiresAt", reply.getExpiresAtMillis());
    number(json, "quoteTime", reply.getQuoteTimeMillis());
    text(json, "cryptokey", reply.getCryptokey());
    number(json, "needed", reply.getNeeded());
    number(json, "available", reply.getAvailable());
    if (reply.hasSummary()) {
      json.writeFieldName("account");
      AccountLines.write(json, reply.getSummary());
    }
  }

  private static void put(JsonGenerator json, SummaryReply reply) throws IOException {
    number(json, "code", reply.getCodeValue());
    text(json, "message", reply.getMessage());
    number(json, "logIndex", reply.getLogIndex());
    number(json, "term", reply.getTerm());
    number(json, "logTime", reply.getLogTimeMillis());
    if (reply.hasSummary()) {
      json.writeFieldName("account");
      AccountLines.write(json, reply.getSummary());
    }
  }

  private static void put(JsonGenerator json, HistoryRecord.NodeSeen seen) throws IOException {
    NodeStatus status = seen.status();
    text(json, "node", seen.node());
    flag(json, "last", seen.last());
    text(json, "role", status.getRole().name());
    flag(json, "ready", status.getReady());
    number(json, "term", status.getTerm());
    text(json, "leader", status.getLeaderId());
    number(json, "logIndex", status.getAppliedLogIndex());
    number(json, "logTime", status.getLogTimeMillis());
    text(json, "hash", hex(status.getHash().toByteArray()));
    number(json, "hashLogIndex", seen.hashAtLogIndex());
    text(json, "hashAt", hex(status.getHashAt().toByteArray()));
    number(json, "uptimeMillis", status.getUptimeMillis());
    number(json, "processId", status.getProcessId());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static void text(JsonGenerator json, String field, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(field, text);
    }
  }

  private static void texts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String field, long number) throws IOException {
    if (number != 0) {
      json.writeNumberField(field, number);
    }
  }

  private static void flag(JsonGenerator json, String field, boolean flag) throws IOException {
    if (flag) {
      json.writeBooleanField(field, true);
    }
  }
}
