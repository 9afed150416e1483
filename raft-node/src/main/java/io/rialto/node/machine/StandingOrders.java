package io.rialto.node.machine;

import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;

/**
 * A user's SET_BUY and SET_SELL amounts and triggers, at most one a side and symbol. How many there
 * are stands in the account's row; what they are is read from their own rows when it is first asked
 * for.
 */
final class StandingOrders {
  private final UserRows rows;
  private long count;

  /** By symbol; null if there are no orders or they have not been read. */
  private Sides<TreeMap<String, StandingOrder>> bySymbol;

  StandingOrders(UserRows rows) {
    this.rows = rows;
  }

  /** As many as an account's row says. */
  StandingOrders(UserRows rows, RowDecoder account) {
    this.rows = rows;
    count = account.number();
  }

  private StandingOrders(UserRows rows, StandingOrders other) {
    this.rows = rows;
    count = other.count;
    bySymbol =
        other.bySymbol == null
            ? null
            : new Sides<>(
                new TreeMap<>(other.bySymbol.buys()), new TreeMap<>(other.bySymbol.sells()));
  }

  /** Counts the rows, where no account's row does. */
  static StandingOrders counted(UserRows rows) {
    StandingOrders counted = new StandingOrders(rows);
    counted.bySymbol = counted.read();
    counted.count = size(counted.bySymbol);
    return counted;
  }

  void encode(RowEncoder account) {
    account.number(count);
  }

  StandingOrders copy(UserRows to) {
    return new StandingOrders(to, this);
  }

  /** The symbol's order; null if there is none. */
  StandingOrder of(Side side, String symbol) {
    return count == 0 ? null : bySymbol(side).get(symbol);
  }

  /** Sorted by symbol; good until one comes or goes. */
  Collection<StandingOrder> all(Side side) {
    return count == 0 ? Collections.emptyList() : bySymbol(side).values();
  }

  /** Adds one; the side and symbol has none so far. */
  void add(StandingOrder order) {
    if (bySymbol(order.side()).put(order.symbol(), order) != null) {
      throw new IllegalStateException("a second amount or trigger: " + order);
    }
    count++;
    rows.sink().put(Table.STANDING, key(order), order.encode());
  }

  void remove(StandingOrder order) {
    if (!bySymbol(order.side()).remove(order.symbol(), order)) {
      throw new IllegalStateException("no such amount or trigger: " + order);
    }
    count--;
    if (count == 0) {
      bySymbol = null;
    }
    rows.sink().delete(Table.STANDING, key(order));
  }

  private byte[] key(StandingOrder order) {
    return Keys.standing(rows.user(), order.side(), order.symbol());
  }

  private TreeMap<String, StandingOrder> bySymbol(Side side) {
    if (bySymbol == null) {
      Sides<TreeMap<String, StandingOrder>> found = count == 0 ? none() : read();
      if (size(found) != count) {
        throw rows.disagree("amounts and triggers", size(found), count);
      }
      bySymbol = found;
    }
    return bySymbol.of(side);
  }

  private Sides<TreeMap<String, StandingOrder>> read() {
    Sides<TreeMap<String, StandingOrder>> read = none();
    rows.scan(
        Table.STANDING,
        (key, value) -> {
          StandingOrder order = StandingOrder.decode(key, value);
          read.of(order.side()).put(order.symbol(), order);
        });
    return read;
  }

  private static Sides<TreeMap<String, StandingOrder>> none() {
    return new Sides<>(new TreeMap<>(), new TreeMap<>());
  }

  private static long size(Sides<TreeMap<String, StandingOrder>> orders) {
    return (long) orders.buys().size() + orders.sells().size();
  }
}
