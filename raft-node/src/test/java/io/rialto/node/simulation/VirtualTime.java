package io.rialto.node.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when everything due has been done. Actions due together run in order. */
final class VirtualTime {
  static final long MILLIS = 1_000;
  static final long SECONDS = 1_000_000;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::atMicros).thenComparingLong(Event::order));
  private long nowMicros;
  private long scheduled;

  private record Event(long atMicros, long order, Runnable action) {}

  long nowMicros() {
    return nowMicros;
  }

  void after(long micros, Runnable action) {
    events.add(new Event(nowMicros + micros, scheduled++, action));
  }

  /** Runs the next action; false if there is none. */
  boolean runNext() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    nowMicros = next.atMicros;
    next.action.run();
    return true;
  }
}
