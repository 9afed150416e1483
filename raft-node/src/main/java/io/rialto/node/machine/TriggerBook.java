package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * All armed triggers, by symbol, in firing order. Most are gone before a quote asks for the order,
 * so the newest of a symbol, up to a bound, are sorted only then.
 */
final class TriggerBook {
  /** Of a symbol: no quote has to sort more, however many are armed or have been stored. */
  private static final int UNSORTED_MAX = 1_000;

  /** One symbol's triggers. */
  private static final class Triggers {
    private final TreeSet<ArmedTrigger> sorted = new TreeSet<>();
    private final LinkedHashSet<ArmedTrigger> unsorted = new LinkedHashSet<>();

    void add(ArmedTrigger trigger) {
      unsorted.add(trigger);
      if (unsorted.size() > UNSORTED_MAX) {
        sorted();
      }
    }

    boolean remove(ArmedTrigger trigger) {
      return unsorted.remove(trigger) || sorted.remove(trigger);
    }

    boolean isEmpty() {
      return unsorted.isEmpty() && sorted.isEmpty();
    }

    /** The first of them in firing order; there is one. */
    ArmedTrigger first() {
      if (unsorted.isEmpty()) {
        return sorted.first();
      }
      ArmedTrigger first = Collections.min(unsorted);
      return sorted.isEmpty() || first.compareTo(sorted.first()) < 0 ? first : sorted.first();
    }

    /** All of them, in firing order. */
    TreeSet<ArmedTrigger> sorted() {
      sorted.addAll(unsorted);
      unsorted.clear();
      return sorted;
    }
  }

  private final RowSink rows;
  private final LinkedHashMap<String, Triggers> bySymbol = new LinkedHashMap<>();

  TriggerBook(Rows rows) {
    this.rows = rows;
    rows.scan(
        Table.TRIGGERS,
        new byte[0],
        null,
        (key, value) -> {
          insert(ArmedTrigger.decode(key, value));
          return true;
        });
  }

  void arm(ArmedTrigger trigger) {
    insert(trigger);
    rows.put(Table.TRIGGERS, Keys.trigger(trigger), trigger.encode());
  }

  void disarm(ArmedTrigger trigger) {
    Triggers triggers = bySymbol.get(trigger.symbol());
    if (triggers == null || !triggers.remove(trigger)) {
      throw new IllegalStateException("no such trigger: " + trigger);
    }
    if (triggers.isEmpty()) {
      bySymbol.remove(trigger.symbol());
    }
    rows.delete(Table.TRIGGERS, Keys.trigger(trigger));
  }

  /** The next triggers to have their turn in a round, in firing order, and no more than this. */
  List<ArmedTrigger> next(Round round, int most) {
    Triggers triggers = bySymbol.get(round.symbol());
    List<ArmedTrigger> next = new ArrayList<>();
    if (triggers != null) {
      for (Side side : Side.values()) {
        gather(triggers.sorted(), side, round, most, next);
      }
    }
    return next;
  }

  /** The first trigger in firing order of every symbol that has one, by symbol. */
  List<ArmedTrigger> firsts() {
    List<ArmedTrigger> firsts = new ArrayList<>(bySymbol.size());
    bySymbol.values().forEach(triggers -> firsts.add(triggers.first()));
    firsts.sort(null);
    return firsts;
  }

  private void insert(ArmedTrigger trigger) {
    bySymbol.computeIfAbsent(trigger.symbol(), symbol -> new Triggers()).add(trigger);
  }

  /** Those of one side that are reached stand together, before those that are not. */
  private static void gather(
      TreeSet<ArmedTrigger> triggers,
      Side side,
      Round round,
      int most,
      List<ArmedTrigger> gathered) {
    ArmedTrigger from = firstOf(round.symbol(), side);
    if (round.latest() != null && round.latest().compareTo(from) > 0) {
      from = round.latest();
    }
    for (ArmedTrigger trigger : triggers.tailSet(from, false)) {
      if (trigger.side() != side
          || !trigger.isReachedBy(round.priceCents())
          || gathered.size() == most) {
        return;
      }
      if (round.awaits(trigger)) {
        gathered.add(trigger);
      }
    }
  }

  /** Stands before every real trigger of the side. */
  private static ArmedTrigger firstOf(String symbol, Side side) {
    long price =
        switch (side) {
          case BUY -> Long.MAX_VALUE;
          case SELL -> 0;
        };
    return new ArmedTrigger(symbol, side, price, 0, 0, "", 0);
  }
}
