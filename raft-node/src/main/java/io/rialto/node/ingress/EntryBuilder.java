package io.rialto.node.ingress;

import io.rialto.node.ops.Limits;
import io.rialto.proto.log.HashReport;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.quotes.SignedQuote;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Puts one log entry together, within the bounds of entries. Used by the sequencer's thread. */
final class EntryBuilder {
  private static final int FORMAT_VERSION = 1;

  /** More than any checked operation takes: 64 + 255 + 64 characters, numbers and tags. */
  private static final int OPERATION_BYTES_MAX = 1_024;

  private final LogEntry.Builder entry;
  private final List<Waiting> operations = new ArrayList<>();
  private final Map<Waiting, Integer> quoteOfAsker = new IdentityHashMap<>();
  private int bytes;

  EntryBuilder(String server, long stampMillis) {
    entry =
        LogEntry.newBuilder()
            .setFormatVersion(FORMAT_VERSION)
            .setServer(server)
            .setStampMillis(stampMillis);
  }

  boolean isEmpty() {
    return operations.isEmpty() && entry.getQuotesCount() == 0 && entry.getHashReportsCount() == 0;
  }

  boolean hasRoom() {
    return operations.size() < Limits.ENTRY_OPERATIONS_MAX
        && bytes + OPERATION_BYTES_MAX <= Limits.ENTRY_BYTES_MAX;
  }

  void add(FreshQuote fresh) {
    LoggedQuote logged = logged(fresh.quote());
    bytes += logged.getSerializedSize();
    if (fresh.asker() != null) {
      quoteOfAsker.put(fresh.asker(), entry.getQuotesCount());
    }
    entry.addQuotes(logged);
  }

  void add(Waiting operation) {
    operations.add(operation);
    bytes += operation.bytes();
    entry.addOperations(operation.operation());
    Integer quote = quoteOfAsker.remove(operation);
    if (quote != null) {
      entry.getQuotesBuilder(quote).setForOperation(operations.size());
    }
  }

  void add(HashReport report) {
    bytes += report.getSerializedSize();
    entry.addHashReports(report);
  }

  /** The operations, in the order of their results. */
  List<Waiting> operations() {
    return List.copyOf(operations);
  }

  LogEntry build() {
    return entry.build();
  }

  private static LoggedQuote logged(SignedQuote quote) {
    return LoggedQuote.newBuilder()
        .setSymbol(quote.getSymbol())
        .setPriceCents(quote.getPriceCents())
        .setUser(quote.getUser())
        .setNumber(quote.getNumber())
        .setTimeMillis(quote.getTimeMillis())
        .setQuoteServerTimeMillis(quote.getQuoteServerTimeMillis())
        .setCryptokey(quote.getCryptokey())
        .setProxyName(quote.getProxyName())
        .setKeyId(quote.getKeyId())
        .setSignature(quote.getSignature())
        .build();
  }
}
