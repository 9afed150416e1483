package io.rialto.chaos.audit;

import io.rialto.chaos.audit.ReplayedCommand.Figures;
import io.rialto.chaos.audit.ReplayedCommand.Shortage;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A faultless service in memory, made of the replay's own rules: takes commands entry by entry, and
 * gives the audit log and the replies that a good service would.
 */
public final class ModelService {

  private static final int TRANSACTIONS_SHOWN = 20;
  private static final long START_MILLIS = 1_790_000_000_000L;

  /** Who waits for their turn at a quote's price, in firing order. */
  private record Round(String symbol, long priceCents, List<Turn> waiting) {}

  private record Turn(ReplayedTrigger trigger, long armedPlace) {

    private boolean stands() {
      return trigger.stands() && trigger.armedPlace == armedPlace;
    }
  }

  private final RandomGenerator random;
  private final Consumer<AuditEvent> log;
  private final int settledPerEntryMax;
  private final ReplayedEffects effects;
  private final ReplayedQuotes quotes = new ReplayedQuotes();
  private final Map<String, Deque<Transaction>> transactions = new HashMap<>();
  private final Set<ReplayedAccount> withOrders = new HashSet<>();
  private final List<Round> rounds = new ArrayList<>();
  private long now = START_MILLIS;
  private long logIndex = 1;
  private boolean entryOpen;
  private boolean readsAreSettled = true;

  /** How much more the present entry may settle. */
  private int left;

  /**
   * @param settledPerEntryMax how many orders that end and turns an entry settles at most
   * @param log is handed every audit event, in order
   */
  public ModelService(RandomGenerator random, int settledPerEntryMax, Consumer<AuditEvent> log) {
    this.random = random;
    this.log = log;
    this.settledPerEntryMax = settledPerEntryMax;
    this.effects =
        new ReplayedEffects(
            new EventsDue() {
              @Override
              public void expectTransaction(String user, long number, boolean add, long cents) {
                log.accept(new AuditEvent.AccountTransaction(now, "n1", number, add, user, cents));
              }

              @Override
              public void expectFiring(
                  String user, long number, CommandKind command, String symbol, long cents) {
                log.accept(
                    new AuditEvent.SystemEvent(now, "n1", number, command, user, symbol, cents));
              }
            });
  }

  /** Makes it a faulty one: whoever reads sees what is due as it stands, and not as settled. */
  public void showWhatStands() {
    readsAreSettled = false;
  }

  public long logIndex() {
    return logIndex;
  }

  /** What stands in the open entry has been seen: the next command goes into another. */
  public void closeEntry() {
    entryOpen = false;
  }

  /** A new entry; log time goes on, what is over expires, and rounds go on. */
  public void pass(long millis) {
    now += millis;
    logIndex++;
    left = settledPerEntryMax;
    List<ReplayedOrder> over = new ArrayList<>();
    Map<ReplayedOrder, ReplayedAccount> accounts = new HashMap<>();
    for (ReplayedAccount account : withOrders) {
      for (ReplayedOrder order : over(account)) {
        over.add(order);
        accounts.put(order, account);
      }
    }
    over.sort(Comparator.comparingLong(ReplayedOrder::place));
    for (ReplayedOrder order : over.subList(0, Math.min(left, over.size()))) {
      expire(accounts.get(order), order);
      left--;
    }
    withOrders.removeIf(account -> account.pendingBuys.isEmpty() && account.pendingSells.isEmpty());
    rounds.forEach(this::goOn);
    rounds.removeIf(this::isOver);
  }

  private List<ReplayedOrder> over(ReplayedAccount account) {
    return Stream.concat(account.pendingBuys.stream(), account.pendingSells.stream())
        .filter(order -> order.isOver(now))
        .sorted(Comparator.comparingLong(ReplayedOrder::place))
        .toList();
  }

  private void expire(ReplayedAccount account, ReplayedOrder order) {
    boolean buy = account.pendingBuys.remove(order);
    account.pendingSells.remove(order);
    log.accept(
        new AuditEvent.SystemEvent(
            now,
            "n1",
            order.number(),
            buy ? CommandKind.BUY : CommandKind.SELL,
            account.user,
            order.symbol(),
            order.amountCents()));
  }

  private void goOn(Round round) {
    while (left > 0 && !isOver(round)) {
      turn(round);
      left--;
    }
  }

  private boolean isOver(Round round) {
    round.waiting.removeIf(turn -> !turn.stands());
    return round.waiting.isEmpty();
  }

  private void turn(Round round) {
    fireIfPossible(round.waiting.remove(0).trigger, round.priceCents);
  }

  private void fireIfPossible(ReplayedTrigger trigger, long priceCents) {
    if (ReplayedFiring.isPossible(trigger.account, trigger, priceCents)) {
      effects.fire(trigger, priceCents);
    }
  }

  /** A command comes that leaves no trace: what is due of its user is settled all the same. */
  public void settle(String user) {
    ReplayedAccount account = effects.account(user);
    if (account == null) {
      return;
    }
    over(account).forEach(order -> expire(account, order));
    for (Round round : rounds) {
      for (Turn turn : List.copyOf(round.waiting)) {
        if (turn.stands() && turn.trigger.account == account) {
          fireIfPossible(turn.trigger, round.priceCents);
        }
      }
    }
    rounds.removeIf(this::isOver);
  }

  /** Whether something is due that the next entry settles. */
  public boolean moreIsDue() {
    rounds.removeIf(this::isOver);
    return !rounds.isEmpty() || withOrders.stream().anyMatch(each -> !over(each).isEmpty());
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
    settle(command.getUser());
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
    for (Round round : rounds) {
      while (round.symbol.equals(command.getSymbol()) && !isOver(round)) {
        turn(round);
      }
    }
    log.accept(quote);
    quotes.put(quote, now);
    begin(command.getSymbol(), price);
  }

  private void begin(String symbol, long priceCents) {
    Round round = new Round(symbol, priceCents, new ArrayList<>());
    for (ReplayedTrigger trigger : effects.reached(symbol, priceCents)) {
      round.waiting.add(new Turn(trigger, trigger.armedPlace));
    }
    rounds.add(round);
    goOn(round);
    rounds.removeIf(this::isOver);
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
      effects.fireAtOnce(account, command.command(), command.symbol(), price);
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
    ReplayedAccount account = effects.account(user).copy();
    if (readsAreSettled) {
      settleForReader(account);
    }
    return ModelSummary.of(account, transactions.getOrDefault(user, new ArrayDeque<>()));
  }

  /** As if all were settled that is due of the user. */
  private void settleForReader(ReplayedAccount account) {
    List<ReplayedOrder> over = over(account);
    account.pendingBuys.removeAll(over);
    account.pendingSells.removeAll(over);
    for (Round round : rounds) {
      for (Turn turn : round.waiting) {
        boolean due = turn.stands() && turn.trigger.account.user.equals(account.user);
        if (due && ReplayedFiring.isPossible(account, turn.trigger, round.priceCents)) {
          ReplayedFiring.fire(account, turn.trigger, round.priceCents, EventsDue.NONE);
        }
      }
    }
  }
}
