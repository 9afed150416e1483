package io.rialto.chaos.audit;

import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service holds at one log index when a run is over: all accounts, and the audit log up to
 * there.
 *
 * @param logTimeMillis log time at that index
 * @param auditLog the file with the audit log as XML
 */
public record FinalReading(
    long logIndex, long logTimeMillis, List<Summary> accounts, Path auditLog) {

  /** Reads all accounts, strictly, then the audit log into a file; blocks. */
  public static FinalReading take(RialtoClient client, Path auditLog) throws IOException {
    List<SummaryReply> replies = new ArrayList<>();
    long logIndex = client.summaries(Consistency.STRICT, replies::add);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(auditLog))) {
      client.dumpLog("", logIndex, out);
    }
    long logTimeMillis = replies.stream().mapToLong(SummaryReply::getLogTimeMillis).max().orElse(0);
    List<Summary> accounts =
        replies.stream()
            .map(SummaryReply::getSummary)
            .filter(account -> !account.getUser().isEmpty())
            .toList();
    return new FinalReading(logIndex, logTimeMillis, accounts, auditLog);
  }

  /** Hands it to an examination that has all answers. */
  public void examine(Examination examination) throws IOException {
    try (InputStream in = open()) {
      examination.readLog(in);
    }
    accounts.forEach(examination::account);
  }

  /** Counts the prices that were needed. */
  public QuoteNeeds quoteNeeds() throws IOException {
    QuoteNeeds needs = new QuoteNeeds();
    try (InputStream in = open()) {
      new AuditLogReader().read(in, needs::accept);
    }
    needs.finish(logTimeMillis);
    return needs;
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(auditLog));
  }
}
