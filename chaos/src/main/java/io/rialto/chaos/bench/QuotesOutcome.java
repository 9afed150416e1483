package io.rialto.chaos.bench;

import io.rialto.chaos.audit.Findings;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.workloads.ReplayReport;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What prices cost.
 *
 * @param hits on the source, as it counted them itself
 * @param needed how many there had to be at least, by the audit log
 * @param neededByTriggers how many of these for armed triggers alone
 * @param priceMicros how long commands took that need a price, QUOTE, BUY and SELL, and were sent
 *     after the warm-up
 * @param proxy what the proxy's last process says of itself
 * @param killed who was killed, in order
 * @param findings of the examination of all answers and the audit log
 */
public record QuotesOutcome(
    QuotesPlan plan,
    ReplayReport report,
    long hits,
    long needed,
    long neededByTriggers,
    Histogram priceMicros,
    QuoteProxyStatus proxy,
    List<String> killed,
    Findings findings,
    boolean replicasAgree,
    long elapsedMillis) {

  private static final double CENTS_OF_A_HIT = 5;
  private static final double CENTS_OF_A_DOLLAR = 100;

  /** Hits for each that was needed; 0 if none was. */
  public double ratio() {
    return needed == 0 ? 0 : (double) hits / needed;
  }

  public double dollars() {
    return hits * CENTS_OF_A_HIT / CENTS_OF_A_DOLLAR;
  }

  /** Whether every command was answered, once and rightly, and the replicas are the same. */
  public boolean holds() {
    return report.isComplete() && findings.isEmpty() && replicasAgree;
  }
}
