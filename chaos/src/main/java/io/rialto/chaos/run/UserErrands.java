package io.rialto.chaos.run;

import io.rialto.chaos.history.RecordingClient;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * One user's errands: those that wait, how many are under way, and those that came back without an
 * answer. As soon as one comes back nothing more is sent until everything under way has ended; then
 * what is unknown is resolved in its order, and what has not happened is sent again. Used by the
 * workload's one thread.
 */
final class UserErrands {

  private final ArrayDeque<Errand> waiting = new ArrayDeque<>();
  private final PriorityQueue<Errand> cameBack =
      new PriorityQueue<>(Comparator.comparingLong(errand -> errand.order));
  private final ClientSeat seat;
  private RecordingClient sender;
  private int underWay;
  private long added;
  private boolean pausing;

  UserErrands(ClientSeat seat) {
    this.seat = seat;
  }

  ClientSeat seat() {
    return seat;
  }

  /** Whether the user wants more: one for whom little goes on thinks of nothing new for a while. */
  boolean hasRoom() {
    return waiting.size() < RunLimits.WAITING_MAX;
  }

  long nextOrder() {
    return added++;
  }

  void add(Errand errand) {
    waiting.addLast(errand);
  }

  /** Whether the next may be sent: never by a new client while an older one's are under way. */
  boolean maySend() {
    return !waiting.isEmpty()
        && cameBack.isEmpty()
        && !pausing
        && underWay < RunLimits.WINDOW
        && (underWay == 0 || sender == seat.client());
  }

  Errand takeNext() {
    underWay++;
    sender = seat.client();
    return waiting.removeFirst();
  }

  void ended() {
    underWay--;
  }

  void cameBack(Errand errand) {
    cameBack.add(errand);
  }

  /** Whether something came back and nothing is under way any more: then a pause begins. */
  boolean beginPause() {
    boolean begins = underWay == 0 && !cameBack.isEmpty() && !pausing;
    pausing |= begins;
    return begins;
  }

  /** The pause is over: the first errand of unknown outcome, to be resolved; under way from now. */
  Optional<Errand> endPause() {
    pausing = false;
    Optional<Errand> unknown =
        cameBack.stream().filter(Errand::isUnknown).min(cameBack.comparator());
    if (unknown.isPresent()) {
      cameBack.remove(unknown.get());
      underWay++;
      return unknown;
    }
    ArrayDeque<Errand> latestFirst = new ArrayDeque<>();
    while (!cameBack.isEmpty()) {
      latestFirst.addFirst(cameBack.poll());
    }
    latestFirst.forEach(waiting::addFirst);
    return Optional.empty();
  }

  /** Forgets what was never sent, at the end. */
  void forgetWaiting() {
    waiting.clear();
  }

  boolean isIdle() {
    return waiting.isEmpty() && cameBack.isEmpty() && underWay == 0;
  }

  long unknownLeft() {
    return cameBack.stream().filter(Errand::isUnknown).count();
  }
}
