package io.rialto.node.ingress;

import io.rialto.node.ops.Limits;
import io.rialto.proto.log.HashReport;
import io.rialto.proto.log.LogEntry;
import io.rialto.proto.log.LoggedQuote;
import io.rialto.proto.quotes.SignedQuote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts one log entry together, within the bounds of entries. Used by the sequencer's thread. */
final class EntryBuilder {
  private static final int FORMAT_VERSION = 1;

  /** More than any checked operation takes: 64 + 255 + 64 characters, numbers and tags. */
  private static final int OPERATION_BYTES_MAX = 1_024;

  private final LogEntry.Builder entry;

  /**
   * Lanes take turns until the entry is full, but in it a lane's operations stand together: on each
   * replica an account is then in the processor's caches from the first to the last of them.
   */
  private final Map<Lane, List<Waiting>> byLane = new LinkedHashMap<>();

  private final Map<Waiting, Integer> quoteOfAsker = new IdentityHashMap<>();
  private int count;
  private int bytes;

  EntryBuilder(String server, long stampMillis) {
    entry =
        LogEntry.newBuilder()
            .setFormatVersion(FORMAT_VERSION)
            .setServer(server)
            .setStampMillis(stampMillis);
  }

  boolean isEmpty() {
    return count == 0 && entry.getQuotesCount() == 0 && entry.getHashReportsCount() == 0;
  }

  boolean hasRoom() {
    return count < Limits.ENTRY_OPERATIONS_MAX
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

  /** Adds the next operation of a lane. */
  void add(Lane lane, Waiting operation) {
    byLane.computeIfAbsent(lane, first -> new ArrayList<>()).add(operation);
    count++;
    bytes += operation.bytes();
  }

  void add(HashReport report) {
    bytes += report.getSerializedSize();
    entry.addHashReports(report);
  }

  /** The operations, in the order of their results. */
  List<Waiting> operations() {
    List<Waiting> operations = new ArrayList<>(count);
    byLane.values().forEach(operations::addAll);
    return operations;
  }

  /** The operations by lane, each lane's in their order. */
  Map<Lane, List<Waiting>> byLane() {
    return Collections.unmodifiableMap(byLane);
  }

  LogEntry build() {
    int place = 0;
    entry.clearOperations();
    for (Waiting operation : operations()) {
      place++;
      entry.addOperations(operation.operation());
      Integer quote = quoteOfAsker.get(operation);
      if (quote != null) {
        entry.getQuotesBuilder(quote).setForOperation(place);
      }
    }
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
