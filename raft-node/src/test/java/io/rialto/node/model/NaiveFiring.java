package io.rialto.node.model;

import static io.rialto.node.machine.CommandKind.SET_BUY_TRIGGER;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;

import java.math.BigInteger;

/** What a trigger does that fires (SPEC "Triggers"). */
final class NaiveFiring {

  private NaiveFiring() {}

  /** Whether the price reaches the armed trigger; it may be impossible to fire it all the same. */
  static boolean reaches(StandingOrder order, long price) {
    long trigger = order.arming().triggerCents();
    return order.isBuy() ? price <= trigger : price >= trigger;
  }

  /**
   * Fires the armed trigger of this account if the price reaches it, it leaves a share to buy, and
   * the caps allow it; else it stays as it is. Returns whether it fired.
   */
  static boolean tryToFire(
      NaiveAccount account, StandingOrder order, long price, NaiveAudit audit) {
    return reaches(order, price)
        && (order.isBuy()
            ? tryToBuy(account, order, price, audit)
            : tryToSell(account, order, price, audit));
  }

  private static boolean tryToBuy(
      NaiveAccount account, StandingOrder order, long price, NaiveAudit audit) {
    long shares = order.amountCents() / price;
    if (shares < 1 || !account.hasRoomForShares(order.symbol(), shares)) {
      return false;
    }
    long paid = shares * price;
    account.standingBuys.remove(order.symbol());
    account.movements.add(-paid);
    account.moveShares(order.symbol(), shares);
    long number = order.arming().number();
    audit.system(number, SET_BUY_TRIGGER, order.user(), order.symbol(), paid);
    audit.cash(number, order.user(), true, order.amountCents() - paid);
    return true;
  }

  private static boolean tryToSell(
      NaiveAccount account, StandingOrder order, long price, NaiveAudit audit) {
    BigInteger proceeds =
        BigInteger.valueOf(order.arming().shares()).multiply(BigInteger.valueOf(price));
    if (!account.hasRoomForMoney(proceeds)) {
      return false;
    }
    long received = proceeds.longValueExact();
    account.standingSells.remove(order.symbol());
    account.movements.add(received);
    account.moveShares(order.symbol(), -order.arming().shares());
    long number = order.arming().number();
    audit.system(number, SET_SELL_TRIGGER, order.user(), order.symbol(), received);
    audit.cash(number, order.user(), true, received);
    return true;
  }
}
