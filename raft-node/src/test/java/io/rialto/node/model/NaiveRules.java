package io.rialto.node.model;

import static io.rialto.node.machine.CommandKind.BUY;
import static io.rialto.node.machine.CommandKind.SET_BUY_TRIGGER;
import static io.rialto.node.machine.CommandKind.SET_SELL_TRIGGER;

import io.rialto.node.machine.Command;
import io.rialto.node.machine.CommandKind;
import io.rialto.node.machine.Outcome;
import io.rialto.node.model.StandingOrder.Arming;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table of SPEC "Commands", row by row. In every row the checks stand in SPEC's order: the
 * user, the order or amount or trigger that must exist, the quote, at least one share, funds or
 * shares, the cap.
 */
final class NaiveRules {

  final Map<String, NaiveAccount> accounts = new TreeMap<>();
  private final NaiveQuotes quotes = new NaiveQuotes();
  private long now;
  private NaiveAudit audit;

  NaiveQuotes quotes() {
    return quotes;
  }

  /** A new entry: log time passes. */
  void pass(long logTime, NaiveAudit entryAudit) {
    now = logTime;
    audit = entryAudit;
  }

  /** Every armed trigger of the symbol, in firing order. */
  List<StandingOrder> armed(String symbol) {
    return standing()
        .filter(order -> order.arming() != null && order.symbol().equals(symbol))
        .sorted(StandingOrder.FIRING_ORDER)
        .toList();
  }

  Stream<StandingOrder> standing() {
    return accounts.values().stream()
        .flatMap(
            account ->
                Stream.concat(
                    account.standingBuys.values().stream(),
                    account.standingSells.values().stream()));
  }

  /** What the command does, and its answer. A rejection has changed nothing. */
  Answer decide(Command command, String caller, long number, Place place) {
    // trading.proto PERMISSION_DENIED: neither the user concerned nor an administrator (no name).
    if (!caller.isEmpty() && !caller.equals(command.user())) {
      return Answer.rejected(Outcome.PERMISSION_DENIED);
    }
    boolean wholeLog = command.user().isEmpty();
    NaiveAccount account = accounts.get(command.user());
    if (account == null && command.kind() == CommandKind.ADD) {
      account = new NaiveAccount(command.user());
    }
    if (account == null && !wholeLog) {
      return Answer.rejected(Outcome.UNKNOWN_USER);
    }
    return switch (command.kind()) {
      case ADD -> add(account, command, number);
      case QUOTE -> quote(command);
      case BUY -> buy(account, command, number, place);
      case COMMIT_BUY -> commitBuy(account, number);
      case CANCEL_BUY -> cancel(account.pendingBuys, Outcome.NO_PENDING_BUY);
      case SELL -> sell(account, command, number, place);
      case COMMIT_SELL -> commitSell(account, number);
      case CANCEL_SELL -> cancel(account.pendingSells, Outcome.NO_PENDING_SELL);
      case SET_BUY_AMOUNT -> setBuyAmount(account, command, number);
      case SET_BUY_TRIGGER -> setBuyTrigger(account, command, number, place);
      case CANCEL_SET_BUY -> cancelSetBuy(account, command, number);
      case SET_SELL_AMOUNT -> setSellAmount(account, command);
      case SET_SELL_TRIGGER -> setSellTrigger(account, command, number, place);
      case CANCEL_SET_SELL -> cancelSetSell(account, command);
      case DUMPLOG, DISPLAY_SUMMARY -> Answer.done();
    };
  }

  private Answer add(NaiveAccount account, Command command, long number) {
    if (!account.hasRoomForMoney(BigInteger.valueOf(command.amountCents()))) {
      return Answer.rejected(Outcome.BALANCE_LIMIT);
    }
    accounts.put(command.user(), account);
    account.movements.add(command.amountCents());
    audit.cash(number, command.user(), true, command.amountCents());
    return Answer.amount("", 0, command.amountCents());
  }

  private Answer quote(Command command) {
    NaiveQuotes.Held quote = quotes.valid(command.symbol(), now);
    return quote == null ? Answer.rejected(Outcome.NO_VALID_QUOTE) : Answer.quote(quote);
  }

  private Answer buy(NaiveAccount account, Command command, long number, Place place) {
    NaiveQuotes.Held quote = quotes.valid(command.symbol(), now);
    if (quote == null) {
      return Answer.rejected(Outcome.NO_VALID_QUOTE);
    }
    long shares = command.amountCents() / quote.priceCents();
    if (shares < 1) {
      return Answer.rejected(Outcome.LESS_THAN_ONE_SHARE);
    }
    long available = account.availableCents();
    if (available < command.amountCents()) {
      return Answer.lacking(Outcome.INSUFFICIENT_FUNDS, command.amountCents(), available);
    }
    return open(command, shares, quote, number, place);
  }

  private Answer sell(NaiveAccount account, Command command, long number, Place place) {
    NaiveQuotes.Held quote = quotes.valid(command.symbol(), now);
    if (quote == null) {
      return Answer.rejected(Outcome.NO_VALID_QUOTE);
    }
    long shares = command.amountCents() / quote.priceCents();
    if (shares < 1) {
      return Answer.rejected(Outcome.LESS_THAN_ONE_SHARE);
    }
    long available = account.availableShares(command.symbol());
    if (available < shares) {
      return Answer.lacking(Outcome.INSUFFICIENT_SHARES, shares, available);
    }
    return open(command, shares, quote, number, place);
  }

  private Answer open(
      Command command, long shares, NaiveQuotes.Held quote, long number, Place place) {
    PendingOrder order =
        new PendingOrder(
            command.kind(),
            command.user(),
            command.symbol(),
            shares,
            quote.priceCents(),
            number,
            now,
            place);
    pending(command.user(), command.kind() == BUY).add(order);
    return Answer.opened(order);
  }

  private Answer commitBuy(NaiveAccount account, long number) {
    PendingOrder order = newest(account.pendingBuys);
    if (order == null) {
      return Answer.rejected(Outcome.NO_PENDING_BUY);
    }
    if (!account.hasRoomForShares(order.symbol(), order.shares())) {
      return Answer.rejected(Outcome.SHARES_LIMIT);
    }
    account.pendingBuys.remove(order);
    account.movements.add(-order.worthCents());
    account.moveShares(order.symbol(), order.shares());
    audit.cash(number, order.user(), false, order.worthCents());
    return Answer.closed(order);
  }

  private Answer commitSell(NaiveAccount account, long number) {
    PendingOrder order = newest(account.pendingSells);
    if (order == null) {
      return Answer.rejected(Outcome.NO_PENDING_SELL);
    }
    if (!account.hasRoomForMoney(BigInteger.valueOf(order.worthCents()))) {
      return Answer.rejected(Outcome.BALANCE_LIMIT);
    }
    account.pendingSells.remove(order);
    account.movements.add(order.worthCents());
    account.moveShares(order.symbol(), -order.shares());
    audit.cash(number, order.user(), true, order.worthCents());
    return Answer.closed(order);
  }

  private static Answer cancel(List<PendingOrder> orders, Outcome whenNone) {
    PendingOrder order = newest(orders);
    if (order == null) {
      return Answer.rejected(whenNone);
    }
    orders.remove(order);
    return Answer.closed(order);
  }

  private Answer setBuyAmount(NaiveAccount account, Command command, long number) {
    StandingOrder old = account.standingBuys.get(command.symbol());
    long returned = old == null ? 0 : old.amountCents();
    long available = account.availableCents() + returned;
    if (available < command.amountCents()) {
      return Answer.lacking(Outcome.INSUFFICIENT_FUNDS, command.amountCents(), available);
    }
    account.standingBuys.put(command.symbol(), unarmed(SET_BUY_TRIGGER, command));
    audit.cash(number, command.user(), true, returned);
    audit.cash(number, command.user(), false, command.amountCents());
    return Answer.amount(command.symbol(), 0, command.amountCents());
  }

  private Answer setBuyTrigger(NaiveAccount account, Command command, long number, Place place) {
    StandingOrder order = account.standingBuys.get(command.symbol());
    if (order == null) {
      return Answer.rejected(Outcome.NO_BUY_AMOUNT);
    }
    arm(account, order, new Arming(command.amountCents(), 0, number, place));
    return Answer.amount(command.symbol(), 0, command.amountCents());
  }

  private Answer cancelSetBuy(NaiveAccount account, Command command, long number) {
    StandingOrder order = account.standingBuys.remove(command.symbol());
    if (order == null) {
      return Answer.rejected(Outcome.NO_BUY_AMOUNT);
    }
    audit.cash(number, command.user(), true, order.amountCents());
    return Answer.amount(command.symbol(), 0, order.amountCents());
  }

  private Answer setSellAmount(NaiveAccount account, Command command) {
    String symbol = command.symbol();
    long available = account.availableShares(symbol) + account.reservedShares(symbol);
    if (available < 1) {
      return Answer.lacking(Outcome.INSUFFICIENT_SHARES, 1, available);
    }
    account.standingSells.put(symbol, unarmed(SET_SELL_TRIGGER, command));
    return Answer.amount(symbol, 0, command.amountCents());
  }

  private Answer setSellTrigger(NaiveAccount account, Command command, long number, Place place) {
    String symbol = command.symbol();
    StandingOrder order = account.standingSells.get(symbol);
    if (order == null) {
      return Answer.rejected(Outcome.NO_SELL_AMOUNT);
    }
    long shares = order.amountCents() / command.amountCents();
    if (shares < 1) {
      return Answer.rejected(Outcome.LESS_THAN_ONE_SHARE);
    }
    long available = account.availableShares(symbol) + account.reservedShares(symbol);
    if (available < shares) {
      return Answer.lacking(Outcome.INSUFFICIENT_SHARES, shares, available);
    }
    arm(account, order, new Arming(command.amountCents(), shares, number, place));
    return Answer.amount(symbol, shares, command.amountCents());
  }

  private static Answer cancelSetSell(NaiveAccount account, Command command) {
    StandingOrder order = account.standingSells.remove(command.symbol());
    return order == null
        ? Answer.rejected(Outcome.NO_SELL_AMOUNT)
        : Answer.amount(command.symbol(), 0, order.amountCents());
  }

  /** SPEC "Triggers": arming looks at the replicated quote at once, if it is still valid. */
  private void arm(NaiveAccount account, StandingOrder order, Arming arming) {
    StandingOrder armed = order.armed(arming);
    (armed.isBuy() ? account.standingBuys : account.standingSells).put(order.symbol(), armed);
    NaiveQuotes.Held quote = quotes.valid(order.symbol(), now);
    if (quote != null) {
      NaiveFiring.tryToFire(account, armed, quote.priceCents(), audit);
    }
  }

  private static StandingOrder unarmed(CommandKind kind, Command command) {
    return new StandingOrder(kind, command.user(), command.symbol(), command.amountCents(), null);
  }

  private List<PendingOrder> pending(String user, boolean buys) {
    NaiveAccount account = accounts.get(user);
    return buys ? account.pendingBuys : account.pendingSells;
  }

  private static PendingOrder newest(List<PendingOrder> orders) {
    return orders.isEmpty() ? null : orders.get(orders.size() - 1);
  }
}
