package io.rialto.chaos.audit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The rounds that quotes have begun and that are not at their end, oldest first; at most one of a
 * symbol, for a newer quote ends the round before.
 */
final class ReplayedRounds {

  /** Those whose turn is still to come, in firing order. */
  private record Round(String symbol, Map<ReplayedTrigger, ReplayedTurn> waiting) {}

  private final List<Round> rounds = new ArrayList<>();
  private long begun;

  /** Begins a round of the triggers that a quote reaches; a round of the symbol before is over. */
  void begin(String symbol, long priceCents, List<ReplayedTrigger> reached) {
    rounds.removeIf(round -> round.symbol.equals(symbol));
    Map<ReplayedTrigger, ReplayedTurn> waiting = new LinkedHashMap<>();
    begun++;
    for (ReplayedTrigger trigger : reached) {
      waiting.put(trigger, new ReplayedTurn(trigger, priceCents, begun));
    }
    if (!waiting.isEmpty()) {
      rounds.add(new Round(symbol, waiting));
    }
  }

  /** The trigger's turn that is still to come; null if it has none. */
  ReplayedTurn turnOf(ReplayedTrigger trigger) {
    for (Round round : rounds) {
      if (round.symbol.equals(trigger.symbol)) {
        ReplayedTurn turn = round.waiting.get(trigger);
        return turn != null && turn.stands() ? turn : null;
      }
    }
    return null;
  }

  /** A user's turns that are still to come: the oldest round's first, the buy first. */
  List<ReplayedTurn> of(ReplayedAccount account) {
    List<ReplayedTurn> turns = new ArrayList<>();
    for (Round round : rounds) {
      add(turns, round, account.buyTriggers.get(round.symbol));
      add(turns, round, account.sellTriggers.get(round.symbol));
    }
    return turns;
  }

  private static void add(List<ReplayedTurn> turns, Round round, ReplayedTrigger trigger) {
    ReplayedTurn turn = trigger == null ? null : round.waiting.get(trigger);
    if (turn != null && turn.stands()) {
      turns.add(turn);
    }
  }

  /** The first turn that must show a firing; null if there is none. */
  ReplayedTurn firstThatMustFire() {
    for (ReplayedTurn turn : upToFirstThatMustFire()) {
      if (turn.mustFire()) {
        return turn;
      }
    }
    return null;
  }

  /** All turns that must show a firing. */
  List<ReplayedTurn> allThatMustFire() {
    return all(ReplayedTurn::mustFire);
  }

  private List<ReplayedTurn> all(Predicate<ReplayedTurn> wanted) {
    return rounds.stream()
        .flatMap(round -> round.waiting.values().stream())
        .filter(turn -> turn.stands() && wanted.test(turn))
        .toList();
  }

  /** All turns that have been reported as late. */
  List<ReplayedTurn> late() {
    return all(turn -> turn.state == ReplayedTurn.State.LATE);
  }

  /** Whether a symbol's round has a turn that must show a firing. */
  boolean mustFire(String symbol) {
    return rounds.stream()
        .filter(round -> round.symbol.equals(symbol))
        .anyMatch(round -> lastOf(upToFirstThatMustFire(round)));
  }

  private static boolean lastOf(List<ReplayedTurn> turns) {
    return !turns.isEmpty() && turns.get(turns.size() - 1).mustFire();
  }

  /** The turns in their order, up to the first that must show a firing. */
  List<ReplayedTurn> upToFirstThatMustFire() {
    List<ReplayedTurn> turns = new ArrayList<>();
    for (Round round : rounds) {
      turns.addAll(upToFirstThatMustFire(round));
      if (lastOf(turns)) {
        return turns;
      }
    }
    return turns;
  }

  /** The turns before this one; null if one of them must show a firing first. */
  List<ReplayedTurn> before(ReplayedTurn turn) {
    return before(turn, upToFirstThatMustFire());
  }

  /** Those of its own round; null if one of them must show a firing first. */
  List<ReplayedTurn> beforeInRound(ReplayedTurn turn) {
    for (Round round : rounds) {
      if (round.symbol.equals(turn.symbol())) {
        return before(turn, upToFirstThatMustFire(round));
      }
    }
    return null;
  }

  private static List<ReplayedTurn> before(ReplayedTurn turn, List<ReplayedTurn> turns) {
    int place = turns.indexOf(turn);
    return place < 0 ? null : List.copyOf(turns.subList(0, place));
  }

  private static List<ReplayedTurn> upToFirstThatMustFire(Round round) {
    List<ReplayedTurn> turns = new ArrayList<>();
    Iterator<ReplayedTurn> waiting = round.waiting.values().iterator();
    while (waiting.hasNext() && !lastOf(turns)) {
      ReplayedTurn turn = waiting.next();
      if (turn.stands()) {
        turns.add(turn);
      } else {
        waiting.remove();
      }
    }
    return turns;
  }

  /** The turn is over. */
  void drop(ReplayedTurn turn) {
    rounds.forEach(round -> round.waiting.remove(turn.trigger, turn));
    rounds.removeIf(round -> round.waiting.isEmpty());
  }
}
