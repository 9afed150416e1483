package io.rialto.node.machine;

/** What came into and went out of one account during an entry, against its balances before. */
final class EntryFlow {
  private long cashBefore;
  private long totalBefore;
  private long sharesBefore;
  private long cents;
  private long shares;

  void begin(long cashCents, long totalCents, long sharesTotal) {
    cashBefore = cashCents;
    totalBefore = totalCents;
    sharesBefore = sharesTotal;
    cents = 0;
    shares = 0;
  }

  void in(long addedCents) {
    cents += addedCents;
  }

  void bought(long count, long paidCents) {
    shares += count;
    cents -= paidCents;
  }

  void sold(long count, long proceedsCents) {
    shares -= count;
    cents += proceedsCents;
  }

  /** Whether the balances now are those before and what has flowed since. */
  boolean explains(long cashCents, long totalCents, long sharesTotal, long auditedCents) {
    return cashCents == cashBefore + auditedCents
        && totalCents == totalBefore + cents
        && sharesTotal == sharesBefore + shares;
  }

  @Override
  public String toString() {
    return "before: cash "
        + cashBefore
        + ", total "
        + totalBefore
        + ", shares "
        + sharesBefore
        + "; flow: cents "
        + cents
        + ", shares "
        + shares;
  }
}
