package io.rialto.chaos.audit;

import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.ResultCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many prices a run needed at least, by its audit log: the lower bound of hits on the source.
 *
 * <p>Somebody needs a symbol's price with each QUOTE, BUY and SELL for which the service may fetch
 * one (SPEC, "Price"), and all the time while a trigger is armed for it. A need opens a window of
 * sixty seconds that serves all others; one after it opens the next. Nothing here looks at the
 * prices that came. Not thread-safe.
 */
public final class QuoteNeeds {

  private static final long WINDOW_MILLIS = ReplayedQuotes.VALID_MILLIS;

  private static final String NO_FUNDS = ResultCode.INSUFFICIENT_FUNDS.name();

  private final Map<String, Needed> bySymbol = new HashMap<>();

  /** The latest command; the next event may reject it. */
  private AuditEvent.UserCommand latest;

  private long byCommands;
  private long byTriggers;

  /** What is known of one symbol. */
  private static final class Needed {
    private final Set<String> armed = new HashSet<>();

    /** When the latest window began; long ago before the first one. */
    private long windowMillis = Long.MIN_VALUE / 2;

    boolean isServed(long millis) {
      return millis - windowMillis <= WINDOW_MILLIS;
    }

    void open(long millis) {
      windowMillis = millis;
    }
  }

  /** Takes the next event of the log. */
  public void accept(AuditEvent event) {
    if (event instanceof AuditEvent.ErrorEvent error) {
      if (latest != null && latest.number() == error.number()) {
        rejected(latest, error.errorMessage());
      }
      latest = null;
      return;
    }
    settleLatest();
    if (event instanceof AuditEvent.UserCommand command) {
      latest = command;
    } else if (event instanceof AuditEvent.SystemEvent system && isTrigger(system.command())) {
      disarm(system.symbol(), system.user(), isBuy(system.command()), system.timestampMillis());
    }
  }

  /**
   * Takes the end of the log.
   *
   * @param millis its log time, until which armed triggers needed prices
   */
  public void finish(long millis) {
    settleLatest();
    bySymbol.values().forEach(needed -> catchUp(needed, millis));
  }

  /** How many prices had to be fetched, at least. */
  public long needed() {
    return byCommands + byTriggers;
  }

  /** How many of these for armed triggers alone. */
  public long neededByTriggers() {
    return byTriggers;
  }

  private void settleLatest() {
    if (latest != null) {
      done(latest);
      latest = null;
    }
  }

  private void done(AuditEvent.UserCommand command) {
    long millis = command.timestampMillis();
    switch (command.command()) {
      case QUOTE, BUY, SELL -> need(command.symbol(), millis);
      case SET_BUY_TRIGGER, SET_SELL_TRIGGER ->
          arm(command.symbol(), command.user(), isBuy(command.command()), millis);
      case SET_BUY_AMOUNT, CANCEL_SET_BUY -> disarm(command.symbol(), command.user(), true, millis);
      case SET_SELL_AMOUNT, CANCEL_SET_SELL ->
          disarm(command.symbol(), command.user(), false, millis);
      default -> {
        // Needs no price.
      }
    }
  }

  /** Also one that came to nothing needed its price, unless that was known without. */
  private void rejected(AuditEvent.UserCommand command, String why) {
    boolean asks =
        switch (command.command()) {
          case QUOTE, SELL -> true;
          // Without a quote the message names the other reason, too.
          case BUY -> !why.contains(NO_FUNDS);
          default -> false;
        };
    if (asks && !why.startsWith(ResultCode.UNKNOWN_USER.name())) {
      need(command.symbol(), command.timestampMillis());
    }
  }

  private void need(String symbol, long millis) {
    Needed needed = of(symbol);
    catchUp(needed, millis);
    if (!needed.isServed(millis)) {
      needed.open(millis);
      byCommands++;
    }
  }

  private void arm(String symbol, String user, boolean buy, long millis) {
    Needed needed = of(symbol);
    catchUp(needed, millis);
    if (!needed.isServed(millis)) {
      needed.open(millis);
      byTriggers++;
    }
    needed.armed.add(holder(user, buy));
  }

  private void disarm(String symbol, String user, boolean buy, long millis) {
    Needed needed = of(symbol);
    catchUp(needed, millis);
    needed.armed.remove(holder(user, buy));
  }

  /** Opens the windows that armed triggers needed until this moment, each after the one before. */
  private void catchUp(Needed needed, long millis) {
    while (!needed.armed.isEmpty() && !needed.isServed(millis)) {
      needed.open(needed.windowMillis + WINDOW_MILLIS + 1);
      byTriggers++;
    }
  }

  private Needed of(String symbol) {
    return bySymbol.computeIfAbsent(symbol, any -> new Needed());
  }

  private static String holder(String user, boolean buy) {
    return (buy ? "buy," : "sell,") + user;
  }

  private static boolean isTrigger(CommandKind kind) {
    return kind == CommandKind.SET_BUY_TRIGGER || kind == CommandKind.SET_SELL_TRIGGER;
  }

  private static boolean isBuy(CommandKind kind) {
    return kind == CommandKind.SET_BUY_TRIGGER;
  }
}
