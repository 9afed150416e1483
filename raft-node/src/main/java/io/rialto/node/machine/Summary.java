package io.rialto.node.machine;

import java.util.List;

/**
 * One user's account for reading: lists sorted by symbol, pending orders and transactions newest
 * first, empty holdings left out. Money in cents, times in milliseconds.
 */
public record Summary(
    String user,
    long cashCents,
    long availableCents,
    long reservedCents,
    List<HoldingLine> holdings,
    List<PendingLine> pendingBuys,
    List<PendingLine> pendingSells,
    List<StandingLine> buyTriggers,
    List<StandingLine> sellTriggers,
    List<TransactionLine> transactions) {

  public record HoldingLine(String symbol, long shares, long available, long reserved) {}

  public record PendingLine(
      String symbol, long shares, long priceCents, long amountCents, long expiresAtMillis) {}

  /** {@code triggerCents} and {@code shares} are 0 while only the amount is set. */
  public record StandingLine(String symbol, long amountCents, long triggerCents, long shares) {}

  public record TransactionLine(
      long index,
      long logTimeMillis,
      long number,
      CommandKind kind,
      String symbol,
      long amountCents,
      Outcome outcome) {}
}
