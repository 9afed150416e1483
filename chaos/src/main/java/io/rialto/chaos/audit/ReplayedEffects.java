package io.rialto.chaos.audit;

import io.rialto.chaos.audit.ReplayedCommand.Figures;
import io.rialto.proto.trading.CommandKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * SPEC's column "effect", written anew: carries out commands that {@link ReplayedRules} let pass,
 * and firings, on the replay's accounts, and says which events the log must show for them.
 */
final class ReplayedEffects {

  static final long ORDER_MILLIS = 60_000;

  private static final NavigableSet<ReplayedTrigger> NONE = Collections.emptyNavigableSet();

  private final SortedMap<String, ReplayedAccount> accounts = new TreeMap<>();
  private final Map<String, NavigableSet<ReplayedTrigger>> armedBuys = new HashMap<>();
  private final Map<String, NavigableSet<ReplayedTrigger>> armedSells = new HashMap<>();
  private final EventsDue expected;

  /** Counts the places of commands, so that ties are settled as the log has them. */
  private long places;

  ReplayedEffects(EventsDue expected) {
    this.expected = expected;
  }

  SortedMap<String, ReplayedAccount> accounts() {
    return accounts;
  }

  /** The user's account; null if nobody has added money for the user yet. */
  ReplayedAccount account(String user) {
    return accounts.get(user);
  }

  /** Carries out a command that breaks no rule. Returns what the reply to it must say. */
  Figures perform(AuditEvent.UserCommand command, long priceCents) {
    String symbol = command.symbol();
    long cents = command.fundsCents();
    ReplayedAccount account = accounts.get(command.user());
    return switch (command.command()) {
      case ADD -> add(command);
      case QUOTE -> new Figures(symbol, priceCents, 0, 0, 0);
      case BUY -> order(account.pendingBuys, command, priceCents);
      case SELL -> order(account.pendingSells, command, priceCents);
      case COMMIT_BUY -> commitBuy(account, command.number());
      case CANCEL_BUY -> Figures.of(account.pendingBuys.pop());
      case COMMIT_SELL -> commitSell(account, command.number());
      case CANCEL_SELL -> Figures.of(account.pendingSells.pop());
      case SET_BUY_AMOUNT -> setBuyAmount(account, command);
      case SET_BUY_TRIGGER -> arm(account.buyTriggers.get(symbol), command, armedBuys);
      case CANCEL_SET_BUY -> Figures.amount(symbol, dropBuy(account, symbol, command.number()));
      case SET_SELL_AMOUNT -> setSellAmount(account, symbol, cents);
      case SET_SELL_TRIGGER -> setSellTrigger(account, command);
      case CANCEL_SET_SELL -> Figures.amount(symbol, dropSell(account, symbol));
      case DUMPLOG, DISPLAY_SUMMARY -> Figures.NONE;
      case COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("no command: " + command);
    };
  }

  private Figures add(AuditEvent.UserCommand command) {
    ReplayedAccount account = accounts.computeIfAbsent(command.user(), ReplayedAccount::new);
    account.added += command.fundsCents();
    credit(account, command.number(), command.fundsCents());
    return Figures.amount("", command.fundsCents());
  }

  private Figures order(
      Deque<ReplayedOrder> pending, AuditEvent.UserCommand command, long priceCents) {
    ReplayedOrder order =
        new ReplayedOrder(
            command.number(),
            command.symbol(),
            command.fundsCents() / priceCents,
            priceCents,
            command.timestampMillis() + ORDER_MILLIS,
            ++places);
    pending.push(order);
    return Figures.placed(order);
  }

  private Figures commitBuy(ReplayedAccount account, long number) {
    ReplayedOrder order = account.pendingBuys.pop();
    debit(account, number, order.amountCents());
    account.paid += order.amountCents();
    account.shares(order.symbol()).outside += order.shares();
    return Figures.of(order);
  }

  private Figures commitSell(ReplayedAccount account, long number) {
    ReplayedOrder order = account.pendingSells.pop();
    account.shares(order.symbol()).outside -= order.shares();
    account.proceeds += order.amountCents();
    credit(account, number, order.amountCents());
    return Figures.of(order);
  }

  private Figures setBuyAmount(ReplayedAccount account, AuditEvent.UserCommand command) {
    String symbol = command.symbol();
    if (account.buyTriggers.containsKey(symbol)) {
      dropBuy(account, symbol, command.number());
    }
    debit(account, command.number(), command.fundsCents());
    account.reserved += command.fundsCents();
    account.buyTriggers.put(
        symbol, new ReplayedTrigger(account, symbol, command.fundsCents(), true));
    return Figures.amount(symbol, command.fundsCents());
  }

  /** Drops a SET_BUY; its reserve returns. Returns how much that was. */
  private long dropBuy(ReplayedAccount account, String symbol, long number) {
    ReplayedTrigger trigger = account.buyTriggers.remove(symbol);
    disarm(armedBuys, trigger);
    account.reserved -= trigger.amountCents;
    credit(account, number, trigger.amountCents);
    return trigger.amountCents;
  }

  private Figures setSellAmount(ReplayedAccount account, String symbol, long cents) {
    if (account.sellTriggers.containsKey(symbol)) {
      dropSell(account, symbol);
    }
    account.sellTriggers.put(symbol, new ReplayedTrigger(account, symbol, cents, false));
    return Figures.amount(symbol, cents);
  }

  /** Drops a SET_SELL; its reserved shares return. Returns its amount. */
  private long dropSell(ReplayedAccount account, String symbol) {
    ReplayedTrigger trigger = account.sellTriggers.remove(symbol);
    disarm(armedSells, trigger);
    returnShares(trigger);
    return trigger.amountCents;
  }

  private Figures setSellTrigger(ReplayedAccount account, AuditEvent.UserCommand command) {
    ReplayedTrigger trigger = account.sellTriggers.get(command.symbol());
    returnShares(trigger);
    long count = trigger.amountCents / command.fundsCents();
    ReplayedAccount.Shares shares = account.shares(command.symbol());
    shares.outside -= count;
    shares.reserved += count;
    trigger.reservedShares = count;
    arm(trigger, command, armedSells);
    return new Figures(command.symbol(), 0, count, trigger.triggerCents, 0);
  }

  private static void returnShares(ReplayedTrigger trigger) {
    ReplayedAccount.Shares shares = trigger.account.shares(trigger.symbol);
    shares.outside += trigger.reservedShares;
    shares.reserved -= trigger.reservedShares;
    trigger.reservedShares = 0;
  }

  private Figures arm(
      ReplayedTrigger trigger,
      AuditEvent.UserCommand command,
      Map<String, NavigableSet<ReplayedTrigger>> book) {
    disarm(book, trigger);
    trigger.triggerCents = command.fundsCents();
    trigger.number = command.number();
    trigger.armedPlace = ++places;
    book.computeIfAbsent(trigger.symbol, s -> new TreeSet<>(firingOrder(book))).add(trigger);
    return Figures.amount(trigger.symbol, trigger.triggerCents);
  }

  private Comparator<ReplayedTrigger> firingOrder(Map<String, NavigableSet<ReplayedTrigger>> book) {
    return book == armedBuys ? ReplayedTrigger.BUY_FIRING_ORDER : ReplayedTrigger.SELL_FIRING_ORDER;
  }

  private static void disarm(
      Map<String, NavigableSet<ReplayedTrigger>> book, ReplayedTrigger trigger) {
    if (trigger.armed()) {
      book.get(trigger.symbol).remove(trigger);
    }
  }

  /** Every armed trigger of the symbol that the price reaches, in firing order. */
  List<ReplayedTrigger> reached(String symbol, long priceCents) {
    List<ReplayedTrigger> reached = new ArrayList<>();
    for (var book : List.of(armedBuys, armedSells)) {
      for (ReplayedTrigger trigger : book.getOrDefault(symbol, NONE)) {
        if (!ReplayedFiring.reaches(trigger, priceCents)) {
          break;
        }
        reached.add(trigger);
      }
    }
    return reached;
  }

  /** Fires one user's trigger, just armed, if the price reaches it and that is possible. */
  void fireAtOnce(ReplayedAccount account, CommandKind command, String symbol, long priceCents) {
    boolean buy = command == CommandKind.SET_BUY_TRIGGER;
    ReplayedTrigger trigger = (buy ? account.buyTriggers : account.sellTriggers).get(symbol);
    if (trigger != null
        && trigger.armed()
        && ReplayedFiring.reaches(trigger, priceCents)
        && ReplayedFiring.isPossible(account, trigger, priceCents)) {
      fire(trigger, priceCents);
    }
  }

  /** Fires a trigger that the price reaches and that can fire. */
  void fire(ReplayedTrigger trigger, long priceCents) {
    disarm(trigger.buy ? armedBuys : armedSells, trigger);
    ReplayedFiring.fire(trigger.account, trigger, priceCents, expected);
  }

  private void credit(ReplayedAccount account, long number, long cents) {
    account.cash += cents;
    expected.expectTransaction(account.user, number, true, cents);
  }

  private void debit(ReplayedAccount account, long number, long cents) {
    account.cash -= cents;
    expected.expectTransaction(account.user, number, false, cents);
  }
}
