package io.rialto.node.ingress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The queues of all users. A user's commands leave in the order in which they came; users take
 * turns, and one that waits holds nobody else up. A lane exists while something of its user waits
 * or is in flight. Owned by the sequencer's thread.
 */
final class Lanes {
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();
  private final Map<String, List<Lane>> awaitingPrice = new HashMap<>();
  private int waiting;

  /** Operations that wait, whatever for: those that want a price count too. */
  int waiting() {
    return waiting;
  }

  void add(Waiting operation) {
    waiting++;
    Lane lane = lanes.computeIfAbsent(operation.laneName(), Lane::new);
    lane.waiting.add(operation);
    if (lane.state == Lane.State.IDLE) {
      lane.state = Lane.State.READY;
      ready.addLast(lane);
    }
  }

  /** The next lane whose turn it is, off the list of ready ones; null if there is none. */
  Lane nextReady() {
    return ready.pollFirst();
  }

  /** Takes the head of a lane that {@link #nextReady} gave, for an entry. */
  Waiting takeForEntry(Lane lane) {
    Waiting head = lane.waiting.remove();
    waiting--;
    lane.inFlight++;
    lane.awaitingPriceSinceNanos = 0;
    putBack(lane);
    return head;
  }

  /** Takes a waiting lane's head, and those behind it of the same session: they are sent back. */
  List<Waiting> takeToSendBack(Lane lane) {
    List<Waiting> taken = new ArrayList<>();
    Waiting head = lane.waiting.remove();
    taken.add(head);
    if (head.session() != 0) {
      for (Iterator<Waiting> behind = lane.waiting.iterator(); behind.hasNext(); ) {
        Waiting next = behind.next();
        if (next.session() == head.session()) {
          taken.add(next);
          behind.remove();
        }
      }
    }
    waiting -= taken.size();
    lane.awaitingPriceSinceNanos = 0;
    putBack(lane);
    return taken;
  }

  void awaitApplied(Lane lane) {
    lane.state = Lane.State.AWAITING_APPLIED;
  }

  void awaitPrice(Lane lane, String symbol, long nowNanos) {
    lane.state = Lane.State.AWAITING_PRICE;
    if (lane.awaitingPriceSinceNanos == 0) {
      lane.awaitingPriceSinceNanos = nowNanos;
    }
    awaitingPrice.computeIfAbsent(symbol, ignored -> new ArrayList<>()).add(lane);
  }

  /**
   * The lanes that wait for the symbol's price, in the order in which they came; they no longer do.
   */
  List<Lane> takeAwaitingPrice(String symbol) {
    List<Lane> taken = awaitingPrice.remove(symbol);
    return taken == null ? List.of() : taken;
  }

  /** Makes lanes ready ahead of all others, in this order. */
  void wakeFirst(List<Lane> woken) {
    for (int i = woken.size() - 1; i >= 0; i--) {
      woken.get(i).state = Lane.State.READY;
      ready.addFirst(woken.get(i));
    }
  }

  /** So many of the lane's operations are no longer in flight. */
  void settled(Lane lane, int operations) {
    lane.inFlight -= operations;
    if (lane.inFlight < 0) {
      throw new IllegalStateException("more operations of " + lane.user + " ended than began");
    }
    if (lane.inFlight > 0) {
      return;
    }
    if (lane.state == Lane.State.AWAITING_APPLIED) {
      lane.state = Lane.State.READY;
      ready.addLast(lane);
    } else if (lane.state == Lane.State.IDLE) {
      lanes.remove(lane.user);
    }
  }

  /** Empties all lanes and gives what waited, each user's in its order. */
  List<Waiting> takeAll() {
    List<Waiting> taken = new ArrayList<>();
    ready.clear();
    awaitingPrice.clear();
    for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
      Lane lane = all.next();
      taken.addAll(lane.waiting);
      lane.waiting.clear();
      lane.state = Lane.State.IDLE;
      lane.awaitingPriceSinceNanos = 0;
      if (lane.inFlight == 0) {
        all.remove();
      }
    }
    waiting = 0;
    return taken;
  }

  private void putBack(Lane lane) {
    if (!lane.waiting.isEmpty()) {
      lane.state = Lane.State.READY;
      ready.addLast(lane);
    } else {
      lane.state = Lane.State.IDLE;
      if (lane.inFlight == 0) {
        lanes.remove(lane.user);
      }
    }
  }
}
