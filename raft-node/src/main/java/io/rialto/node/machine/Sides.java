package io.rialto.node.machine;

/** One of each, for what buys and what sells. */
record Sides<T>(T buys, T sells) {

  T of(Side side) {
    return switch (side) {
      case BUY -> buys;
      case SELL -> sells;
    };
  }
}
