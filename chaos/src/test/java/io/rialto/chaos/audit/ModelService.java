package io.rialto.chaos.audit;

import io.rialto.chaos.audit.ReplayedCommand.Figures;
import io.rialto.chaos.audit.ReplayedCommand.Shortage;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Holding;
import io.rialto.proto.trading.PendingOrder;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.StandingOrder;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A faultless service in memory, made of the replay's own rules: takes commands entry by entry, and
 * gives the audit log and the replies that a good service would.
 */
public final class ModelService {

  private static final int TRANSACTIONS_SHOWN = 20;
  private static final long START_MILLIS = 1_790_000_000_000L;

  private final RandomGenerator random;
  private final Consumer<AuditEvent> log;
  private final ReplayedEffects effects;
  private final ReplayedQuotes quotes = new ReplayedQuotes();
  private final Map<String, Deque<Transaction>> transactions = new HashMap<>();
  private final Set<ReplayedAccount> withOrders = new HashSet<>();
  private long now = START_MILLIS;
  private long logIndex = 1;
  private boolean entryOpen;

  /**
   * @param log is handed every audit event, in order
   */
  public ModelService(RandomGenerator random, Consumer<AuditEvent> log) {
    this.random = random;
    this.log = log;
    this.effects =
        new ReplayedEffects(
            new EventsDue() {
              @Override
              public void expectTransaction(String user, long number, boolean add, long cents) {
                log.accept(new AuditEvent.AccountTransaction(now, "n1", number, add, user, cents));
              }

              @Override
              public void expectFiring(
                  String user,
                  long number,
                  CommandKind command,
                  String symbol,
                  long cents,
                  boolean atOnce) {
                log.accept(
                    new AuditEvent.SystemEvent(now, "n1", number, command, user, symbol, cents));
              }
            });
  }

  public long logIndex() {
    return logIndex;
  }

  /** What stands in the open entry has been seen: the next command goes into another. */
  public void closeEntry() {
    entryOpen = false;
  }

  /** A new entry; log time goes on, and what is over expires. */
  public void pass(long millis) {
    now += millis;
    logIndex++;
    for (ReplayedAccount account : List.copyOf(withOrders)) {
      expire(account, CommandKind.BUY, account.pendingBuys);
      expire(account, CommandKind.SELL, account.pendingSells);
      if (account.pendingBuys.isEmpty() && account.pendingSells.isEmpty()) {
        withOrders.remove(account);
      }
    }
  }

  private void expire(
      ReplayedAccount account, CommandKind command, Collection<ReplayedOrder> orders) {
    for (ReplayedOrder order : List.copyOf(orders)) {
      if (order.expiresAtMillis() < now) {
        orders.remove(order);
        log.accept(
            new AuditEvent.SystemEvent(
                now,
                "n1",
                order.number(),
                command,
                account.user,
                order.symbol(),
                order.amountCents()));
      }
    }
  }

  /** Applies a command. */
  public Reply apply(Command command) {
    boolean priced =
        switch (command.getKind()) {
          case QUOTE, BUY, SELL -> true;
          default -> false;
        };
    boolean fetch =
        priced
            && effects.account(command.getUser()) != null
            && quotes.validity(command.getSymbol(), now) != ReplayedQuotes.Validity.VALID;
    // Quotes stand before an entry's commands.
    if (!entryOpen || fetch) {
      pass(random.nextInt(4) == 0 ? random.nextInt(4000) : random.nextInt(3));
      entryOpen = true;
    }
    if (fetch) {
      quote(command);
    }
    AuditEvent.UserCommand logged =
        new AuditEvent.UserCommand(
            now,
            "n1",
            command.getNumber(),
            command.getKind(),
            command.getUser(),
            command.getSymbol(),
            command.getFilename(),
            command.getAmountCents());
    log.accept(logged);
    boolean valid = quotes.validity(command.getSymbol(), now) == ReplayedQuotes.Validity.VALID;
    long price = valid ? quotes.priceCents(command.getSymbol()) : 0;
    Optional<ResultCode> broken =
        ReplayedRules.broken(logged, effects.account(command.getUser()), valid, price);
    Reply reply =
        broken.isPresent() ? reject(logged, broken.get(), price) : perform(logged, valid, price);
    remember(command, reply);
    if (command.getKind() == CommandKind.DISPLAY_SUMMARY && broken.isEmpty()) {
      reply = reply.toBuilder().setSummary(summary(command.getUser())).build();
    }
    return reply;
  }

  private void quote(Command command) {
    long price = 1_00 + random.nextInt(100_00);
    AuditEvent.QuoteServer unsigned =
        new AuditEvent.QuoteServer(
            now,
            "proxy1",
            command.getNumber(),
            price,
            command.getSymbol(),
            command.getUser(),
            now - 5,
            "");
    AuditEvent.QuoteServer quote =
        new AuditEvent.QuoteServer(
            now,
            "proxy1",
            command.getNumber(),
            price,
            command.getSymbol(),
            command.getUser(),
            now - 5,
            QuoteCheck.key(unsigned));
    log.accept(quote);
    quotes.put(quote, now);
    effects.fireAt(command.getSymbol(), price);
  }

  private Reply reject(AuditEvent.UserCommand command, ResultCode rule, long price) {
    String message = rule + ": as the rules have it";
    log.accept(
        new AuditEvent.ErrorEvent(
            now,
            "n1",
            command.number(),
            command.command(),
            command.user(),
            command.symbol(),
            command.filename(),
            command.fundsCents(),
            message));
    Reply.Builder reply = reply(command).setCode(rule).setMessage(message);
    Shortage shortage = ReplayedRules.shortage(command, effects.account(command.user()), price);
    boolean lacking =
        rule == ResultCode.INSUFFICIENT_FUNDS || rule == ResultCode.INSUFFICIENT_SHARES;
    if (lacking && shortage != null) {
      reply.setNeeded(shortage.needed()).setAvailable(shortage.available());
    }
    return reply.build();
  }

  private Reply perform(AuditEvent.UserCommand command, boolean valid, long price) {
    Figures figures = effects.perform(command, price);
    ReplayedAccount account = effects.account(command.user());
    boolean arming = false;
    switch (command.command()) {
      case BUY, SELL -> withOrders.add(account);
      case SET_BUY_TRIGGER, SET_SELL_TRIGGER -> arming = true;
      default -> {
        // Nothing more to do.
      }
    }
    if (arming && valid) {
      effects.fireAt(account, command.command(), command.symbol(), price);
    }
    Reply.Builder reply =
        reply(command)
            .setSymbol(figures.symbol())
            .setPriceCents(figures.priceCents())
            .setShares(figures.shares())
            .setAmountCents(figures.amountCents())
            .setExpiresAtMillis(figures.expiresAtMillis());
    if (command.command() == CommandKind.QUOTE) {
      ReplayedQuote quote = quotes.latest(command.symbol());
      reply.setQuoteTimeMillis(quote.latestMillis()).setCryptokey(quote.cryptokey());
    }
    return reply.build();
  }

  private Reply.Builder reply(AuditEvent.UserCommand command) {
    return Reply.newBuilder()
        .setLogIndex(logIndex)
        .setTerm(1)
        .setLogTimeMillis(now)
        .setNumber(command.number());
  }

  private void remember(Command command, Reply reply) {
    if (effects.account(command.getUser()) == null) {
      return;
    }
    Deque<Transaction> latest =
        transactions.computeIfAbsent(command.getUser(), user -> new ArrayDeque<>());
    latest.addFirst(
        Transaction.newBuilder()
            .setLogIndex(logIndex)
            .setLogTimeMillis(now)
            .setNumber(command.getNumber())
            .setCommand(command.getKind())
            .setSymbol(command.getSymbol())
            .setAmountCents(command.getAmountCents())
            .setResult(reply.getCode())
            .build());
    if (latest.size() > TRANSACTIONS_SHOWN) {
      latest.removeLast();
    }
  }

  /** A read of one account, as of now. */
  public SummaryReply read(String user) {
    SummaryReply.Builder reply =
        SummaryReply.newBuilder().setLogIndex(logIndex).setTerm(1).setLogTimeMillis(now);
    return effects.account(user) == null
        ? reply.setCode(ResultCode.UNKNOWN_USER).setMessage("UNKNOWN_USER: " + user).build()
        : reply.setSummary(summary(user)).build();
  }

  /** A read of all accounts. */
  public List<SummaryReply> readAll() {
    return effects.accounts().keySet().stream().map(this::read).toList();
  }

  private Summary summary(String user) {
    ReplayedAccount account = effects.account(user);
    Summary.Builder summary =
        Summary.newBuilder()
            .setUser(user)
            .setCashCents(account.cash)
            .setAvailableCents(account.availableCash())
            .setReservedCents(account.reserved)
            .addAllPendingBuys(orders(account.pendingBuys))
            .addAllPendingSells(orders(account.pendingSells))
            .addAllBuyTriggers(triggers(account.buyTriggers.values()))
            .addAllSellTriggers(triggers(account.sellTriggers.values()))
            .addAllTransactions(transactions.getOrDefault(user, new ArrayDeque<>()));
    account.shares.forEach(
        (symbol, shares) -> {
          if (shares.outside + shares.reserved > 0) {
            summary.addHoldings(
                Holding.newBuilder()
                    .setSymbol(symbol)
                    .setShares(shares.outside)
                    .setAvailable(account.availableShares(symbol))
                    .setReserved(shares.reserved));
          }
        });
    return summary.build();
  }

  private static List<PendingOrder> orders(Collection<ReplayedOrder> orders) {
    List<PendingOrder> rows = new ArrayList<>();
    for (ReplayedOrder order : orders) {
      rows.add(
          PendingOrder.newBuilder()
              .setSymbol(order.symbol())
              .setShares(order.shares())
              .setPriceCents(order.priceCents())
              .setAmountCents(order.amountCents())
              .setExpiresAtMillis(order.expiresAtMillis())
              .build());
    }
    return rows;
  }

  private static List<StandingOrder> triggers(Collection<ReplayedTrigger> triggers) {
    List<StandingOrder> rows = new ArrayList<>();
    for (ReplayedTrigger trigger : triggers) {
      StandingOrder.Builder row =
          StandingOrder.newBuilder()
              .setSymbol(trigger.symbol)
              .setAmountCents(trigger.amountCents)
              .setShares(trigger.reservedShares);
      if (trigger.armed()) {
        row.setTriggerCents(trigger.triggerCents);
      }
      rows.add(row.build());
    }
    return rows;
  }
}
