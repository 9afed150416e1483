package io.rialto.node.machine;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One of each, for what buys and what sells. */
record Sides<T>(T buys, T sells) {

  T of(Side side) {
    return switch (side) {
      case BUY -> buys;
      case SELL -> sells;
    };
  }

  /** Writes orders, those of each side in this order, without their sides. */
  static <O> void pack(
      Collection<O> buys, Collection<O> sells, BiConsumer<O, RowEncoder> one, RowEncoder to) {
    to.number(buys.size());
    buys.forEach(order -> one.accept(order, to));
    sells.forEach(order -> one.accept(order, to));
  }

  /**
   * Has as many orders taken as were packed.
   *
   * @param one takes one, of the side that it is told
   */
  static void unpack(RowDecoder packed, long count, Consumer<Side> one) {
    long buys = packed.number();
    for (long order = 0; order < count; order++) {
      one.accept(order < buys ? Side.BUY : Side.SELL);
    }
  }
}
