package io.rialto.node.machine;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;

/**
 * A user's pending buys and sells, each a stack. How many there are stands in the account's row;
 * what they are is read from their own rows when it is first asked for.
 */
final class PendingOrders {
  private final UserRows rows;
  private long count;

  /** The newest first; null if there are no orders or they have not been read. */
  private Sides<ArrayDeque<PendingOrder>> stacks;

  PendingOrders(UserRows rows) {
    this.rows = rows;
  }

  /** As many as an account's row says. */
  PendingOrders(UserRows rows, RowDecoder account) {
    this.rows = rows;
    count = account.number();
  }

  private PendingOrders(UserRows rows, PendingOrders other) {
    this.rows = rows;
    count = other.count;
    stacks =
        other.stacks == null
            ? null
            : new Sides<>(other.stacks.buys().clone(), other.stacks.sells().clone());
  }

  /** Counts the rows, where no account's row does. */
  static PendingOrders counted(UserRows rows) {
    PendingOrders counted = new PendingOrders(rows);
    counted.stacks = counted.read();
    counted.count = size(counted.stacks);
    return counted;
  }

  void encode(RowEncoder account) {
    account.number(count);
  }

  PendingOrders copy(UserRows to) {
    return new PendingOrders(to, this);
  }

  /** The order that ends last; null if there is none. */
  PendingOrder newest(Side side) {
    return count == 0 ? null : stack(side).peekFirst();
  }

  /** The order that ends first; null if there is none. */
  PendingOrder oldest(Side side) {
    return count == 0 ? null : stack(side).peekLast();
  }

  /** Good until one comes or goes. */
  Collection<PendingOrder> newestFirst(Side side) {
    return count == 0 ? Collections.emptyList() : stack(side);
  }

  /** Adds one that ends after all others. */
  void add(PendingOrder order) {
    stack(order.side()).addFirst(order);
    count++;
    rows.sink().put(Table.PENDING, Keys.pending(rows.user(), order), order.encode());
  }

  void remove(PendingOrder order) {
    ArrayDeque<PendingOrder> orders = stack(order.side());
    boolean removed =
        order.equals(orders.peekFirst())
            ? orders.removeFirstOccurrence(order)
            : orders.removeLastOccurrence(order);
    if (!removed) {
      throw new IllegalStateException("no such order: " + order);
    }
    count--;
    if (count == 0) {
      stacks = null;
    }
    rows.sink().delete(Table.PENDING, Keys.pending(rows.user(), order));
  }

  private ArrayDeque<PendingOrder> stack(Side side) {
    if (stacks == null) {
      Sides<ArrayDeque<PendingOrder>> found = count == 0 ? none() : read();
      if (size(found) != count) {
        throw rows.disagree("pending orders", size(found), count);
      }
      stacks = found;
    }
    return stacks.of(side);
  }

  private Sides<ArrayDeque<PendingOrder>> read() {
    Sides<ArrayDeque<PendingOrder>> read = none();
    rows.scan(
        Table.PENDING,
        (key, value) -> {
          PendingOrder order = PendingOrder.decode(key, value);
          read.of(order.side()).addFirst(order);
        });
    return read;
  }

  private static Sides<ArrayDeque<PendingOrder>> none() {
    return new Sides<>(new ArrayDeque<>(1), new ArrayDeque<>(1));
  }

  private static long size(Sides<ArrayDeque<PendingOrder>> stacks) {
    return (long) stacks.buys().size() + stacks.sells().size();
  }
}
