package io.rialto.workloads;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One user's commands, in file order: those that wait, how many are under way, and those that came
 * back without an answer.
 *
 * <p>As soon as one comes back nothing more is sent until everything under way has ended; then what
 * is unknown is settled, and what has not happened goes to the front again. So no later command of
 * the user overtakes an earlier one on its second way. Used by the replay's one thread.
 */
final class UserLane {

  final String user;

  private final ArrayDeque<PendingCommand> waiting = new ArrayDeque<>();
  private final PriorityQueue<PendingCommand> cameBack =
      new PriorityQueue<>(Comparator.comparingLong(pending -> pending.order));
  private int inFlight;
  private boolean scheduled;

  UserLane(String user) {
    this.user = user;
  }

  void add(PendingCommand pending) {
    waiting.addLast(pending);
  }

  /** Whether the next waiting command may be sent. */
  boolean maySubmit(int window) {
    return !waiting.isEmpty() && cameBack.isEmpty() && inFlight < window;
  }

  /** The next to send; counted as under way. */
  PendingCommand takeNext() {
    inFlight++;
    return waiting.removeFirst();
  }

  void landed() {
    inFlight--;
  }

  void cameBack(PendingCommand pending) {
    cameBack.add(pending);
  }

  /** Whether something came back and nothing is under way any more. */
  boolean isDrained() {
    return inFlight == 0 && !cameBack.isEmpty();
  }

  /** The first whose outcome is unknown, to be settled; counted as under way. */
  Optional<PendingCommand> takeUnknown() {
    Optional<PendingCommand> unknown =
        cameBack.stream().filter(PendingCommand::isUnknown).min(cameBack.comparator());
    unknown.ifPresent(
        pending -> {
          cameBack.remove(pending);
          inFlight++;
        });
    return unknown;
  }

  /** Puts what came back in front of what waits, in file order. Returns how many. */
  int sendAgain() {
    int count = cameBack.size();
    ArrayDeque<PendingCommand> inOrder = new ArrayDeque<>(count);
    while (!cameBack.isEmpty()) {
      inOrder.addLast(cameBack.poll());
    }
    while (!inOrder.isEmpty()) {
      waiting.addFirst(inOrder.removeLast());
    }
    return count;
  }

  boolean isEmpty() {
    return waiting.isEmpty() && cameBack.isEmpty() && inFlight == 0;
  }

  /** True the first time, until {@link #unscheduled}: a lane stands in one queue, once. */
  boolean schedule() {
    boolean first = !scheduled;
    scheduled = true;
    return first;
  }

  void unscheduled() {
    scheduled = false;
  }
}
