package io.rialto.node.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

/** All armed triggers, by symbol, in firing order. */
final class TriggerBook {
  private final RowSink rows;
  private final LinkedHashMap<String, TreeSet<ArmedTrigger>> bySymbol = new LinkedHashMap<>();

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
    TreeSet<ArmedTrigger> triggers = bySymbol.get(trigger.symbol());
    if (triggers == null || !triggers.remove(trigger)) {
      throw new IllegalStateException("no such trigger: " + trigger);
    }
    if (triggers.isEmpty()) {
      bySymbol.remove(trigger.symbol());
    }
    rows.delete(Table.TRIGGERS, Keys.trigger(trigger));
  }

  /** The triggers that a quote reaches, in firing order. */
  List<ArmedTrigger> reachedBy(String symbol, long priceCents) {
    TreeSet<ArmedTrigger> triggers = bySymbol.get(symbol);
    List<ArmedTrigger> reached = new ArrayList<>();
    if (triggers != null) {
      gather(triggers, firstOf(symbol, Side.BUY), priceCents, reached);
      gather(triggers, firstOf(symbol, Side.SELL), priceCents, reached);
    }
    return reached;
  }

  /** The first trigger in firing order of every symbol that has one, by symbol. */
  List<ArmedTrigger> firsts() {
    List<ArmedTrigger> firsts = new ArrayList<>(bySymbol.size());
    bySymbol.values().forEach(triggers -> firsts.add(triggers.first()));
    firsts.sort(null);
    return firsts;
  }

  private void insert(ArmedTrigger trigger) {
    bySymbol.computeIfAbsent(trigger.symbol(), symbol -> new TreeSet<>()).add(trigger);
  }

  /** Those of one side that are reached stand together, before those that are not. */
  private static void gather(
      TreeSet<ArmedTrigger> triggers,
      ArmedTrigger from,
      long priceCents,
      List<ArmedTrigger> reached) {
    for (ArmedTrigger trigger : triggers.tailSet(from, true)) {
      if (trigger.side() != from.side() || !trigger.isReachedBy(priceCents)) {
        return;
      }
      reached.add(trigger);
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
