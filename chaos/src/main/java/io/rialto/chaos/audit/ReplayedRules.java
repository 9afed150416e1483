package io.rialto.chaos.audit;

import io.rialto.proto.trading.ResultCode;
import java.util.Optional;

/**
 * SPEC's column "accepted when", written anew: says by which rule a command must be rejected, in
 * SPEC's order where several fail. Looks only; changes nothing.
 */
final class ReplayedRules {

  static final long BALANCE_MAX_CENTS = 1L << 53;
  static final long SHARES_MAX = 1L << 40;

  private ReplayedRules() {}

  /**
   * The rule that the command breaks; empty if it must be done.
   *
   * @param account null if nobody has added money for the user yet
   * @param quoteValid whether the symbol's quote counts; looked at only for a command that needs a
   *     price
   */
  static Optional<ResultCode> broken(
      AuditEvent.UserCommand command,
      ReplayedAccount account,
      boolean quoteValid,
      long priceCents) {
    return switch (command.command()) {
      case ADD -> add(command, account);
      case DUMPLOG -> command.user().isEmpty() ? Optional.empty() : userExists(account);
      default ->
          account == null
              ? Optional.of(ResultCode.UNKNOWN_USER)
              : ofKnownUser(command, account, quoteValid, priceCents);
    };
  }

  private static Optional<ResultCode> ofKnownUser(
      AuditEvent.UserCommand command, ReplayedAccount account, boolean quoteValid, long price) {
    String symbol = command.symbol();
    return switch (command.command()) {
      case QUOTE -> unless(quoteValid, ResultCode.NO_VALID_QUOTE);
      case BUY ->
          quoteValid ? buy(command, account, price) : Optional.of(ResultCode.NO_VALID_QUOTE);
      case SELL ->
          quoteValid ? sell(command, account, price) : Optional.of(ResultCode.NO_VALID_QUOTE);
      case COMMIT_BUY -> commitBuy(account);
      case CANCEL_BUY -> unless(!account.pendingBuys.isEmpty(), ResultCode.NO_PENDING_BUY);
      case COMMIT_SELL -> commitSell(account);
      case CANCEL_SELL -> unless(!account.pendingSells.isEmpty(), ResultCode.NO_PENDING_SELL);
      case SET_BUY_AMOUNT ->
          unless(
              account.availableCash() + reserveOf(account, symbol) >= command.fundsCents(),
              ResultCode.INSUFFICIENT_FUNDS);
      case SET_BUY_TRIGGER, CANCEL_SET_BUY ->
          unless(account.buyTriggers.containsKey(symbol), ResultCode.NO_BUY_AMOUNT);
      case SET_SELL_AMOUNT ->
          unless(sellable(account, symbol) >= 1, ResultCode.INSUFFICIENT_SHARES);
      case SET_SELL_TRIGGER -> setSellTrigger(command, account);
      case CANCEL_SET_SELL ->
          unless(account.sellTriggers.containsKey(symbol), ResultCode.NO_SELL_AMOUNT);
      case DISPLAY_SUMMARY -> Optional.empty();
      case ADD, DUMPLOG, COMMAND_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("not a command of a known user: " + command);
    };
  }

  private static Optional<ResultCode> add(AuditEvent.UserCommand command, ReplayedAccount account) {
    long before = account == null ? 0 : account.cash + account.reserved;
    return unless(before + command.fundsCents() <= BALANCE_MAX_CENTS, ResultCode.BALANCE_LIMIT);
  }

  private static Optional<ResultCode> userExists(ReplayedAccount account) {
    return unless(account != null, ResultCode.UNKNOWN_USER);
  }

  private static Optional<ResultCode> buy(
      AuditEvent.UserCommand command, ReplayedAccount account, long price) {
    if (command.fundsCents() / price < 1) {
      return Optional.of(ResultCode.LESS_THAN_ONE_SHARE);
    }
    return unless(account.availableCash() >= command.fundsCents(), ResultCode.INSUFFICIENT_FUNDS);
  }

  private static Optional<ResultCode> sell(
      AuditEvent.UserCommand command, ReplayedAccount account, long price) {
    long count = command.fundsCents() / price;
    if (count < 1) {
      return Optional.of(ResultCode.LESS_THAN_ONE_SHARE);
    }
    return unless(
        account.availableShares(command.symbol()) >= count, ResultCode.INSUFFICIENT_SHARES);
  }

  private static Optional<ResultCode> commitBuy(ReplayedAccount account) {
    ReplayedOrder order = account.pendingBuys.peek();
    if (order == null) {
      return Optional.of(ResultCode.NO_PENDING_BUY);
    }
    return unless(sharesFit(account, order.symbol(), order.shares()), ResultCode.SHARES_LIMIT);
  }

  private static Optional<ResultCode> commitSell(ReplayedAccount account) {
    ReplayedOrder order = account.pendingSells.peek();
    if (order == null) {
      return Optional.of(ResultCode.NO_PENDING_SELL);
    }
    return unless(cashFits(account, order.amountCents()), ResultCode.BALANCE_LIMIT);
  }

  private static Optional<ResultCode> setSellTrigger(
      AuditEvent.UserCommand command, ReplayedAccount account) {
    ReplayedTrigger trigger = account.sellTriggers.get(command.symbol());
    if (trigger == null) {
      return Optional.of(ResultCode.NO_SELL_AMOUNT);
    }
    long count = trigger.amountCents / command.fundsCents();
    if (count < 1) {
      return Optional.of(ResultCode.LESS_THAN_ONE_SHARE);
    }
    return unless(sellable(account, command.symbol()) >= count, ResultCode.INSUFFICIENT_SHARES);
  }

  /**
   * What a command needs and what there is, for the rules that compare the two; null for others.
   *
   * @param priceCents 0 if there is no valid quote
   */
  static ReplayedCommand.Shortage shortage(
      AuditEvent.UserCommand command, ReplayedAccount account, long priceCents) {
    if (account == null) {
      return null;
    }
    long cents = command.fundsCents();
    String symbol = command.symbol();
    return switch (command.command()) {
      case BUY -> new ReplayedCommand.Shortage(cents, account.availableCash());
      case SET_BUY_AMOUNT ->
          new ReplayedCommand.Shortage(cents, account.availableCash() + reserveOf(account, symbol));
      case SELL ->
          priceCents == 0
              ? null
              : new ReplayedCommand.Shortage(cents / priceCents, account.availableShares(symbol));
      case SET_SELL_AMOUNT -> new ReplayedCommand.Shortage(1, sellable(account, symbol));
      case SET_SELL_TRIGGER -> {
        ReplayedTrigger trigger = account.sellTriggers.get(symbol);
        yield trigger == null
            ? null
            : new ReplayedCommand.Shortage(trigger.amountCents / cents, sellable(account, symbol));
      }
      default -> null;
    };
  }

  /** Whether the cap on money lets a credit pass. */
  static boolean cashFits(ReplayedAccount account, long creditCents) {
    return creditCents <= BALANCE_MAX_CENTS - account.cash - account.reserved;
  }

  /** Whether the cap on shares lets a purchase pass. */
  static boolean sharesFit(ReplayedAccount account, String symbol, long bought) {
    ReplayedAccount.Shares held = account.shares.get(symbol);
    long before = held == null ? 0 : held.outside + held.reserved;
    return before + bought <= SHARES_MAX;
  }

  private static long reserveOf(ReplayedAccount account, String symbol) {
    ReplayedTrigger trigger = account.buyTriggers.get(symbol);
    return trigger == null ? 0 : trigger.amountCents;
  }

  private static long sellable(ReplayedAccount account, String symbol) {
    ReplayedTrigger trigger = account.sellTriggers.get(symbol);
    return account.availableShares(symbol) + (trigger == null ? 0 : trigger.reservedShares);
  }

  private static Optional<ResultCode> unless(boolean fine, ResultCode broken) {
    return fine ? Optional.empty() : Optional.of(broken);
  }
}
