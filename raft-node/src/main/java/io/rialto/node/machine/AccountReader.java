package io.rialto.node.machine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads accounts out of a consistent view of the rows, for queries; stateless, any thread. */
public final class AccountReader {

  private AccountReader() {}

  /** The user's account, or null if the user does not exist. */
  public static Summary summary(StateReader reader, String user) {
    Account account = settled(reader, user, 0);
    return account == null ? null : summary(account);
  }

  /**
   * Cash that will not be held at a log time, in cents; -1 if the user does not exist.
   *
   * @param logTimeMillis from which on; earlier than the state's means the state's
   */
  public static long availableCents(StateReader reader, String user, long logTimeMillis) {
    Account account = settled(reader, user, logTimeMillis);
    return account == null ? -1 : account.availableCents();
  }

  private static Account settled(StateReader reader, String user, long logTimeMillis) {
    Account account = Account.load(new UserRows(user, reader, RowSink.NOWHERE));
    if (account != null) {
      Settlement.anticipate(account, reader, logTimeMillis);
    }
    return account;
  }

  /** Visits every user id in unsigned byte order until the visitor returns false. */
  public static void users(StateReader reader, Predicate<String> visitor) {
    reader.scan(
        Table.ACCOUNTS,
        new byte[0],
        null,
        (key, value) -> visitor.test(new String(key, StandardCharsets.UTF_8)));
  }

  /** An account as it looks. */
  static Summary summary(Account account) {
    return new Summary(
        account.user(),
        account.cashCents(),
        account.availableCents(),
        account.reservedCents(),
        holdings(account),
        pending(account, Side.BUY),
        pending(account, Side.SELL),
        standing(account, Side.BUY),
        standing(account, Side.SELL),
        account.transactions());
  }

  private static List<Summary.HoldingLine> holdings(Account account) {
    List<Summary.HoldingLine> lines = new ArrayList<>();
    account.forEachHolding(
        (symbol, holding) ->
            lines.add(
                new Summary.HoldingLine(
                    symbol, holding.shares(), holding.available(), holding.reserved())));
    return lines;
  }

  private static List<Summary.PendingLine> pending(Account account, Side side) {
    List<Summary.PendingLine> lines = new ArrayList<>();
    for (PendingOrder order : account.pending(side)) {
      lines.add(
          new Summary.PendingLine(
              order.symbol(),
              order.shares(),
              order.priceCents(),
              order.amountCents(),
              order.expiresAtMillis()));
    }
    return lines;
  }

  private static List<Summary.StandingLine> standing(Account account, Side side) {
    List<Summary.StandingLine> lines = new ArrayList<>();
    for (StandingOrder order : account.standing(side)) {
      lines.add(
          new Summary.StandingLine(
              order.symbol(), order.amountCents(), order.triggerCents(), order.shares()));
    }
    return lines;
  }
}
