package io.rialto.node.machine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;

/** A user's pending buys and sells, each a stack with the newest first. */
final class PendingOrders extends CountedRows<Sides<ArrayDeque<PendingOrder>>> {

  PendingOrders(UserRows rows, long count) {
    super(rows, "pending orders", count);
  }

  PendingOrders copy(UserRows to) {
    PendingOrders copy = new PendingOrders(to, 0);
    copy.takeCopyOf(this);
    return copy;
  }

  /** The order that ends last; null if there is none. */
  PendingOrder newest(Side side) {
    return isEmpty() ? null : held().of(side).peekFirst();
  }

  /** The order that ends first; null if there is none. */
  PendingOrder oldest(Side side) {
    return isEmpty() ? null : held().of(side).peekLast();
  }

  /** Good until one comes or goes. */
  Collection<PendingOrder> newestFirst(Side side) {
    return isEmpty() ? Collections.emptyList() : held().of(side);
  }

  /** Adds one that ends after all others. */
  void add(PendingOrder order) {
    held().of(order.side()).addFirst(order);
    changed();
    rows.sink().put(Table.PENDING, Keys.pending(rows.user(), order), order.encode());
  }

  void remove(PendingOrder order) {
    ArrayDeque<PendingOrder> orders = held().of(order.side());
    boolean removed =
        order.equals(orders.peekFirst())
            ? orders.removeFirstOccurrence(order)
            : orders.removeLastOccurrence(order);
    if (!removed) {
      throw new IllegalStateException("no such order: " + order);
    }
    changed();
    rows.sink().delete(Table.PENDING, Keys.pending(rows.user(), order));
  }

  @Override
  Table table() {
    return Table.PENDING;
  }

  @Override
  Sides<ArrayDeque<PendingOrder>> none() {
    return new Sides<>(new ArrayDeque<>(1), new ArrayDeque<>(1));
  }

  @Override
  UserRows.Visitor into(Sides<ArrayDeque<PendingOrder>> empty) {
    return (key, value) -> {
      PendingOrder order = PendingOrder.decode(key, value);
      empty.of(order.side()).addFirst(order);
    };
  }

  @Override
  void pack(Sides<ArrayDeque<PendingOrder>> some, RowEncoder to) {
    Sides.pack(some.buys(), some.sells(), PendingOrder::pack, to);
  }

  @Override
  Sides<ArrayDeque<PendingOrder>> unpack(RowDecoder packed, long count) {
    Sides<ArrayDeque<PendingOrder>> some = none();
    Sides.unpack(packed, count, side -> some.of(side).addLast(PendingOrder.unpack(packed, side)));
    return some;
  }

  @Override
  long size(Sides<ArrayDeque<PendingOrder>> some) {
    return (long) some.buys().size() + some.sells().size();
  }

  @Override
  Sides<ArrayDeque<PendingOrder>> copyOf(Sides<ArrayDeque<PendingOrder>> some) {
    return new Sides<>(some.buys().clone(), some.sells().clone());
  }
}
