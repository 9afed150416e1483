package io.rialto.node.ingress;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.TradingMachine.ArmedSymbol;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteAsk;
import io.rialto.node.quotes.QuoteUnavailableException;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.proto.trading.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What goes into the next entry, and what waits for a price before it may: fresh quotes first, then
 * the heads of the lanes in turn. Confined to one thread, the sequencer's.
 */
final class EntryAssembly {

  /** What the sequencer has around it. */
  interface Surroundings {

    /** A monotonic clock. */
    long nanos();

    /** Runs a task on the sequencer's thread, later. Any thread. */
    void post(Runnable task);

    /** Fails with {@link QuoteUnavailableException} if there is no price by the deadline. */
    CompletableFuture<SignedQuote> fetch(QuoteAsk ask);

    /** A command waits now for a price that was asked for a trigger. */
    void hurry(String symbol);

    /** The term in which this node leads; 0 if it does not. */
    long termLed();

    /** Answers a lane's waiting commands: the first one so, those behind it otherwise. */
    void sendBack(List<Waiting> operations, Refusal first, Refusal behind);
  }

  /** Of 2 to the power of 32: multiplied by it, numbers that are close lie far apart. */
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  private final Surroundings surroundings;
  private final PriceNeed priceNeed;
  private final PriceBoard prices = new PriceBoard();
  private final Lanes lanes = new Lanes();

  /** Symbols that are asked for, and whether for triggers alone. */
  private final Map<String, Boolean> asked = new HashMap<>();

  EntryAssembly(ReplicatedMachine machine, Surroundings surroundings) {
    this.surroundings = surroundings;
    this.priceNeed = new PriceNeed(machine);
  }

  void add(Waiting operation) {
    lanes.add(operation);
  }

  /** Learns the times of the quotes that the state holds, by symbol. */
  void know(Map<String, Long> quoteTimes) {
    prices.know(quoteTimes);
  }

  /** Log time, were an entry with this stamp applied next. */
  long logTimeAt(long stampMillis) {
    return prices.logTimeAt(stampMillis);
  }

  /**
   * Whether there may be one more entry than are under way. What an entry costs depends little on
   * how much it holds, so a second one pays only if there is much for it: with less they would make
   * each other slow, and what waits for the first leaves together soon.
   */
  boolean mayFill(int underWay) {
    return underWay == 0
        || (underWay < Limits.ENTRIES_IN_FLIGHT_MAX
            && lanes.waiting() >= Limits.ENTRY_AHEAD_OPERATIONS_MIN);
  }

  /** Fills the entry of this number with what may go into it at this log time. */
  void fill(EntryBuilder entry, long entryNumber, long logTime) {
    for (FreshQuote fresh : prices.pollFresh()) {
      if (prices.admit(fresh, entryNumber, logTime)) {
        entry.add(fresh);
      }
      lanes.wakeFirst(lanes.takeAwaitingPrice(fresh.quote().getSymbol()));
    }
    while (entry.hasRoom()) {
      Lane lane = lanes.nextReady();
      if (lane == null) {
        break;
      }
      place(lane, entry, logTime);
    }
  }

  /** Puts a lane's head into the entry, or lets the lane wait for what the head lacks. */
  private void place(Lane lane, EntryBuilder entry, long logTime) {
    Waiting head = lane.waiting.element();
    String priced = head.pricedSymbol();
    boolean lacksPrice = priced != null && !prices.valid(priced, logTime);
    if (lacksPrice && isAskedForCommands(priced)) {
      awaitPrice(lane, head, logTime);
    } else if (lacksPrice && lane.inFlight > 0) {
      lanes.awaitApplied(lane);
    } else if (lacksPrice && priceNeed.isWorthFetching(head, logTime)) {
      awaitPrice(lane, head, logTime);
    } else {
      entry.add(lane, lanes.takeForEntry(lane));
    }
  }

  /**
   * Whether the price is under way, so that to wait for it costs nobody anything: whether the
   * command is worth a price need not be known, unless there is none.
   */
  private boolean isAskedForCommands(String symbol) {
    return Boolean.FALSE.equals(asked.get(symbol)) || prices.isFresh(symbol);
  }

  /** An entry is no longer under way. */
  void ended(EntryInFlight entry) {
    entry.byLane().forEach((lane, operations) -> lanes.settled(lane, operations.size()));
  }

  /** Any thread. */
  void applied(EntryResult result) {
    prices.applied(result);
  }

  /** The entry of this number has been applied. */
  void settled(long entryNumber) {
    prices.settled(entryNumber);
  }

  /** An entry is lost, and what was in it with it. */
  void forgetSubmitted() {
    prices.forgetSubmitted();
  }

  /** Leadership is over: all that waits, to be sent back; no price is awaited any more. */
  List<Waiting> takeAll() {
    asked.clear();
    prices.forgetUnapplied();
    return lanes.takeAll();
  }

  // Prices.

  /** Wants fresh quotes for those armed symbols whose quote ran out some while before log time. */
  void refresh(List<ArmedSymbol> armed, long logTime) {
    armed.stream()
        .filter(symbol -> !prices.valid(symbol.symbol(), logTime - spreadMillis(symbol.symbol())))
        .forEach(s -> ask(new QuoteAsk(s.symbol(), s.user(), s.number(), logTime, true), null));
  }

  /** How long a symbol's refresh waits, so that not all come at the same moment. */
  private static int spreadMillis(String symbol) {
    // Symbols that are neighbours in the alphabet have neighbouring hash codes.
    int scattered = symbol.hashCode() * GOLDEN_RATIO >>> Byte.SIZE;
    return scattered % Limits.TRIGGER_REFRESH_SPREAD_MILLIS;
  }

  private void awaitPrice(Lane lane, Waiting head, long logTime) {
    Command command = head.command();
    String symbol = head.pricedSymbol();
    lanes.awaitPrice(lane, symbol, surroundings.nanos());
    ask(
        new QuoteAsk(symbol, command.getUser(), command.getNumber(), logTime, false),
        command.getNumber() == 0 ? head : null);
  }

  private void ask(QuoteAsk ask, Waiting asker) {
    if (prices.isFresh(ask.symbol())) {
      return;
    }
    Boolean askedForTrigger = asked.get(ask.symbol());
    if (askedForTrigger != null) {
      if (askedForTrigger && !ask.forTrigger()) {
        asked.put(ask.symbol(), false);
        surroundings.hurry(ask.symbol());
      }
      return;
    }
    asked.put(ask.symbol(), ask.forTrigger());
    long askedInTerm = surroundings.termLed();
    surroundings
        .fetch(ask)
        .whenComplete(
            (quote, failure) ->
                surroundings.post(
                    () -> {
                      if (surroundings.termLed() == askedInTerm) {
                        quoteSettled(ask, asker, quote, failure);
                      }
                    }));
  }

  private void quoteSettled(QuoteAsk ask, Waiting asker, SignedQuote quote, Throwable failure) {
    asked.remove(ask.symbol());
    if (failure == null) {
      boolean hitForAsker = !quote.getCached() && quote.getUser().equals(ask.user());
      prices.addFresh(new FreshQuote(quote, hitForAsker ? asker : null));
      return;
    }
    List<Lane> goOnWaiting = new ArrayList<>();
    for (Lane lane : lanes.takeAwaitingPrice(ask.symbol())) {
      if (mayAskAgain(lane, failure) || mayDoWithout(lane, ask.logTimeMillis())) {
        goOnWaiting.add(lane);
      } else {
        Refusal refusal = noPrice(ask.symbol(), failure);
        surroundings.sendBack(
            lanes.takeToSendBack(lane), refusal, Refusal.predecessorSentBack(refusal));
      }
    }
    lanes.wakeFirst(goOnWaiting);
  }

  /** A lane that joined a request late gets a request of its own. */
  private boolean mayAskAgain(Lane lane, Throwable failure) {
    long waited = surroundings.nanos() - lane.awaitingPriceSinceNanos;
    return reason(failure) == QuoteUnavailableException.Reason.NOT_IN_TIME
        && waited < TimeUnit.MILLISECONDS.toNanos(Limits.QUOTE_DEADLINE_MILLIS * 9L / 10);
  }

  /**
   * A lane that joined unseen: only now it is looked at whether its head was worth a price, or
   * later, while earlier commands of its user are under way.
   */
  private boolean mayDoWithout(Lane lane, long logTime) {
    return lane.inFlight > 0
        || !priceNeed.isWorthFetching(lane.waiting.element(), prices.logTimeAt(logTime));
  }

  private static Refusal noPrice(String symbol, Throwable failure) {
    return reason(failure) == QuoteUnavailableException.Reason.DESK_FULL
        ? Refusal.overloaded("no price of " + symbol + ": " + failure.getMessage())
        : Refusal.quoteUnavailable(symbol, failure.getMessage());
  }

  private static QuoteUnavailableException.Reason reason(Throwable failure) {
    if (failure instanceof QuoteUnavailableException unavailable) {
      return unavailable.reason();
    }
    throw new IllegalStateException("the quote desk failed", failure);
  }
}
