package io.rialto.chaos.audit;

import io.rialto.chaos.audit.Discrepancy.Kind;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Sees to it that no pending order outlives its time. The log's first entry that is later than an
 * order's end must show its expiry before its commands; only where more is due at once than an
 * entry settles may some wait for the next ones, and then each entry settles something.
 */
final class ExpiryWatch {

  private record Watched(ReplayedAccount account, boolean buy, ReplayedOrder order) {

    boolean isPending() {
      return (buy ? account.pendingBuys : account.pendingSells).contains(order);
    }
  }

  private final PriorityQueue<Watched> byEnd =
      new PriorityQueue<>(
          Comparator.comparingLong((Watched watched) -> watched.order.expiresAtMillis()));
  private final Findings findings;

  ExpiryWatch(Findings findings) {
    this.findings = findings;
  }

  void watch(ReplayedAccount account, boolean buy, ReplayedOrder order) {
    byEnd.add(new Watched(account, buy, order));
  }

  /**
   * An entry comes to its commands.
   *
   * @param settling whether the log shows that this entry settled something
   */
  void commandsBegin(AuditEvent.UserCommand first, boolean settling) {
    long now = first.timestampMillis();
    while (!byEnd.isEmpty() && byEnd.peek().order.expiresAtMillis() < now) {
      Watched due = byEnd.peek();
      if (due.isPending() && settling) {
        return;
      }
      byEnd.poll();
      if (due.isPending()) {
        findings.add(
            Kind.EXPIRY,
            due.order.number(),
            "user "
                + due.account.user
                + ": order "
                + due.order.number()
                + " counted until "
                + due.order.expiresAtMillis()
                + ", but had not expired when command "
                + first.number()
                + " came at log time "
                + now);
      }
    }
  }
}
