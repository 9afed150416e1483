package io.rialto.node.machine;

import java.util.Collection;
import java.util.Collections;

/** A user's SET_BUY and SET_SELL amounts and triggers by symbol, at most one a side and symbol. */
final class StandingOrders extends CountedRows<Sides<SymbolMap<StandingOrder>>> {

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
    if (!order.equals(held().of(order.side()).remove(order.symbol()))) {
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
  Sides<SymbolMap<StandingOrder>> none() {
    return new Sides<>(new SymbolMap<>(), new SymbolMap<>());
  }

  @Override
  UserRows.Visitor into(Sides<SymbolMap<StandingOrder>> empty) {
    return (key, value) -> {
      StandingOrder order = StandingOrder.decode(key, value);
      empty.of(order.side()).put(order.symbol(), order);
    };
  }

  @Override
  void pack(Sides<SymbolMap<StandingOrder>> some, RowEncoder to) {
    Sides.pack(some.buys().values(), some.sells().values(), StandingOrder::pack, to);
  }

  @Override
  Sides<SymbolMap<StandingOrder>> unpack(RowDecoder packed, long count) {
    Sides<SymbolMap<StandingOrder>> some = none();
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
  long size(Sides<SymbolMap<StandingOrder>> some) {
    return (long) some.buys().size() + some.sells().size();
  }

  @Override
  Sides<SymbolMap<StandingOrder>> copyOf(Sides<SymbolMap<StandingOrder>> some) {
    return new Sides<>(some.buys().copy(), some.sells().copy());
  }
}
