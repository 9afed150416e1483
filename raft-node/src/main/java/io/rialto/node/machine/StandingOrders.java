package io.rialto.node.machine;

import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;

/** A user's SET_BUY and SET_SELL amounts and triggers by symbol, at most one a side and symbol. */
final class StandingOrders extends CountedRows<Sides<TreeMap<String, StandingOrder>>> {

  StandingOrders(UserRows rows, long count) {
    super(rows, "amounts and triggers", count);
  }

  StandingOrders copy(UserRows to) {
    StandingOrders copy = new StandingOrders(to, 0);
    copy.takeCopyOf(this);
    return copy;
  }

  /** The symbol's order; null if there is none. */
  StandingOrder of(Side side, String symbol) {
    return isEmpty() ? null : held().of(side).get(symbol);
  }

  /** Sorted by symbol; good until one comes or goes. */
  Collection<StandingOrder> all(Side side) {
    return isEmpty() ? Collections.emptyList() : held().of(side).values();
  }

  /** Adds one; the side and symbol has none so far. */
  void add(StandingOrder order) {
    if (held().of(order.side()).put(order.symbol(), order) != null) {
      throw new IllegalStateException("a second amount or trigger: " + order);
    }
    changed();
    rows.sink().put(Table.STANDING, key(order), order.encode());
  }

  void remove(StandingOrder order) {
    if (!held().of(order.side()).remove(order.symbol(), order)) {
      throw new IllegalStateException("no such amount or trigger: " + order);
    }
    changed();
    rows.sink().delete(Table.STANDING, key(order));
  }

  private byte[] key(StandingOrder order) {
    return Keys.standing(rows.user(), order.side(), order.symbol());
  }

  @Override
  Table table() {
    return Table.STANDING;
  }

  @Override
  Sides<TreeMap<String, StandingOrder>> none() {
    return new Sides<>(new TreeMap<>(), new TreeMap<>());
  }

  @Override
  UserRows.Visitor into(Sides<TreeMap<String, StandingOrder>> empty) {
    return (key, value) -> {
      StandingOrder order = StandingOrder.decode(key, value);
      empty.of(order.side()).put(order.symbol(), order);
    };
  }

  @Override
  void pack(Sides<TreeMap<String, StandingOrder>> some, RowEncoder to) {
    Sides.pack(some.buys().values(), some.sells().values(), StandingOrder::pack, to);
  }

  @Override
  Sides<TreeMap<String, StandingOrder>> unpack(RowDecoder packed, long count) {
    Sides<TreeMap<String, StandingOrder>> some = none();
    Sides.unpack(
        packed,
        count,
        side -> {
          StandingOrder order = StandingOrder.unpack(packed, side);
          some.of(side).put(order.symbol(), order);
        });
    return some;
  }

  @Override
  long size(Sides<TreeMap<String, StandingOrder>> some) {
    return (long) some.buys().size() + some.sells().size();
  }

  @Override
  Sides<TreeMap<String, StandingOrder>> copyOf(Sides<TreeMap<String, StandingOrder>> some) {
    return new Sides<>(new TreeMap<>(some.buys()), new TreeMap<>(some.sells()));
  }
}
