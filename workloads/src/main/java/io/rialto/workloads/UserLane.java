package io.rialto.workloads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One user's commands, in file order: those that wait, how many are under way, and those that came
 * back without an answer.
 *
 * <p>As soon as one comes back nothing more is sent until everything under way has ended; then what
 * is unknown is settled, and what has not happened goes to the front again. So nothing sent later
 * overtakes it; what was under way already may have, and {@link #isOvertaken} tells. Used by the
 * replay's one thread.
 */
final class UserLane {

  final String user;

  private final ArrayDeque<PendingCommand> waiting = new ArrayDeque<>();
  private final PriorityQueue<PendingCommand> cameBack =
      new PriorityQueue<>(Comparator.comparingLong(pending -> pending.order));
  private int inFlight;
  private long lastAnswered = -1;
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

  void answered(PendingCommand pending) {
    lastAnswered = Math.max(lastAnswered, pending.order);
  }

  /** Whether a later command of the user was answered before this one. */
  boolean isOvertaken(PendingCommand pending) {
    return pending.order < lastAnswered;
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

  /** Puts what came back in front of what waits, in file order. Returns it. */
  List<PendingCommand> sendAgain() {
    List<PendingCommand> inOrder = new ArrayList<>(cameBack.size());
    while (!cameBack.isEmpty()) {
      inOrder.add(cameBack.poll());
    }
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      waiting.addFirst(inOrder.get(i));
    }
    return inOrder;
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
