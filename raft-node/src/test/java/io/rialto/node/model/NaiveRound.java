package io.rialto.node.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What an accepted quote begins (trading rules, "At most 1,000 a time"): one turn for each trigger
 * of its symbol that was armed then and that its price reaches.
 */
final class NaiveRound {

  final String symbol;
  final long price;

  /** Those whose turn is still to come, as they were armed when the round began. */
  final List<StandingOrder> waiting;

  /**
   * @param armed every armed trigger of the symbol, in firing order
   */
  NaiveRound(String symbol, long price, List<StandingOrder> armed) {
    this.symbol = symbol;
    this.price = price;
    this.waiting =
        new ArrayList<>(armed.stream().filter(order -> NaiveFiring.reaches(order, price)).toList());
  }
}
