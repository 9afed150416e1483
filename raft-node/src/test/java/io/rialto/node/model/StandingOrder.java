package io.rialto.node.model;

import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Summary.StandingLine;
import java.util.Comparator;

/**
 * A SET_BUY_AMOUNT or SET_SELL_AMOUNT, with its trigger if that is armed.
 *
 * @param kind the command that arms it: SET_BUY_TRIGGER or SET_SELL_TRIGGER
 * @param arming null while only the amount is set
 */
record StandingOrder(
    CommandKind kind, String user, String symbol, long amountCents, Arming arming) {

  /**
   * @param shares what a sell has reserved, 0 for a buy
   * @param number the arming command's transaction number, which a firing carries
   */
  record Arming(long triggerCents, long shares, long number, Place place) {}

  /**
   * SPEC "Triggers": buys, highest trigger first, then sells, lowest first; ties by the log index
   * and place of the last arming. Only for armed orders.
   */
  static final Comparator<StandingOrder> FIRING_ORDER =
      Comparator.comparing((StandingOrder order) -> !order.isBuy())
          .thenComparing(
              order -> order.isBuy() ? -order.arming.triggerCents() : order.arming.triggerCents())
          .thenComparing(order -> order.arming.place());

  boolean isBuy() {
    return kind == CommandKind.SET_BUY_TRIGGER;
  }

  StandingOrder armed(Arming newArming) {
    return new StandingOrder(kind, user, symbol, amountCents, newArming);
  }

  long reservedShares() {
    return arming == null ? 0 : arming.shares();
  }

  StandingLine line() {
    return new StandingLine(
        symbol, amountCents, arming == null ? 0 : arming.triggerCents(), reservedShares());
  }
}
