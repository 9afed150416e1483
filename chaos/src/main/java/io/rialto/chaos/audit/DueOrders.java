package io.rialto.chaos.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The pending orders of everyone in the order in which they end. */
final class DueOrders {

  private static final Comparator<ReplayedOrder> ORDER_OF_ENDING =
      Comparator.comparingLong(ReplayedOrder::expiresAtMillis)
          .thenComparingLong(ReplayedOrder::place);

  /** An order that was pending when it was looked at last. */
  record Watched(ReplayedAccount account, boolean buy, ReplayedOrder order) {

    private boolean isPending() {
      return (buy ? account.pendingBuys : account.pendingSells).contains(order);
    }
  }

  private final PriorityQueue<Watched> byEnd =
      new PriorityQueue<>(Comparator.comparing(Watched::order, ORDER_OF_ENDING));

  /** Over and not ended, which has been reported: nothing waits for these any more. */
  private final Set<ReplayedOrder> late = new HashSet<>();

  void watch(ReplayedAccount account, boolean buy, ReplayedOrder order) {
    byEnd.add(new Watched(account, buy, order));
  }

  /** The one to end first; null if no order is over. */
  Watched first(long logTimeMillis) {
    while (!byEnd.isEmpty() && byEnd.peek().order.isOver(logTimeMillis)) {
      if (byEnd.peek().isPending()) {
        return byEnd.peek();
      }
      byEnd.poll();
    }
    return null;
  }

  /** Takes out whatever is over, to be reported as late. */
  List<Watched> giveUp(long logTimeMillis) {
    List<Watched> given = new ArrayList<>();
    for (Watched due = first(logTimeMillis); due != null; due = first(logTimeMillis)) {
      byEnd.poll();
      late.add(due.order);
      given.add(due);
    }
    return given;
  }

  boolean isLate(ReplayedOrder order) {
    return late.contains(order);
  }

  /** A user's orders that are over, in the order in which they end, late ones too. */
  static List<ReplayedOrder> of(ReplayedAccount account, long logTimeMillis) {
    List<ReplayedOrder> over = new ArrayList<>();
    for (Deque<ReplayedOrder> pending : List.of(account.pendingBuys, account.pendingSells)) {
      // The oldest is the last.
      Iterator<ReplayedOrder> oldestFirst = pending.descendingIterator();
      boolean more = true;
      while (more && oldestFirst.hasNext()) {
        ReplayedOrder order = oldestFirst.next();
        more = order.isOver(logTimeMillis);
        if (more) {
          over.add(order);
        }
      }
    }
    over.sort(ORDER_OF_ENDING);
    return over;
  }

  /** The same without the late ones. */
  List<ReplayedOrder> awaitedOf(ReplayedAccount account, long logTimeMillis) {
    return of(account, logTimeMillis).stream().filter(order -> !late.contains(order)).toList();
  }
}
