package io.rialto.node.machine;

import java.util.List;
import java.util.TreeMap;

/**
 * Adds up what every user must own from the audit log and the replies alone, by P5: what came in,
 * less what was paid, plus what was received.
 */
final class Bookkeeper {
  private final TreeMap<String, Long> prices = new TreeMap<>();
  private final TreeMap<String, Long> cash = new TreeMap<>();
  private final TreeMap<String, Long> money = new TreeMap<>();
  private final TreeMap<String, Long> shares = new TreeMap<>();

  void follow(Entry entry, List<AuditEvent> events, List<Result> results) {
    events.forEach(this::follow);
    for (int place = 0; place < results.size(); place++) {
      Result result = results.get(place);
      if (!result.duplicate() && result.reply().outcome() == Outcome.OK) {
        follow(entry.operations().get(place), result.reply());
      }
    }
  }

  /** Cash is the sum of adds less removes. */
  long cash(String user) {
    return cash.getOrDefault(user, 0L);
  }

  /** Cash and reserve together. */
  long money(String user) {
    return money.getOrDefault(user, 0L);
  }

  /** Reserved ones included. */
  long shares(String user, String symbol) {
    return shares.getOrDefault(user + " " + symbol, 0L);
  }

  private void follow(AuditEvent event) {
    if (event instanceof AuditEvent.QuoteServer quote) {
      prices.put(quote.symbol(), quote.priceCents());
    } else if (event instanceof AuditEvent.AccountTransaction change) {
      long cents = change.add() ? change.fundsCents() : -change.fundsCents();
      cash.merge(change.user(), cents, Long::sum);
    } else if (event instanceof AuditEvent.SystemEvent system) {
      followFiring(system);
    }
  }

  /** A firing is at the price in force, so its funds tell how many shares it moved. */
  private void followFiring(AuditEvent.SystemEvent event) {
    boolean bought = event.command() == CommandKind.SET_BUY_TRIGGER;
    if (bought || event.command() == CommandKind.SET_SELL_TRIGGER) {
      long count = event.fundsCents() / prices.get(event.symbol());
      trade(event.user(), event.symbol(), bought, count, event.fundsCents());
    }
  }

  private void follow(Operation operation, Reply reply) {
    if (operation instanceof Operation.SessionCommand command) {
      follow(command.command(), reply);
    } else if (operation instanceof Operation.RequestCommand command) {
      follow(command.command(), reply);
    }
  }

  private void follow(Command command, Reply reply) {
    boolean bought = command.kind() == CommandKind.COMMIT_BUY;
    if (command.kind() == CommandKind.ADD) {
      money.merge(command.user(), command.amountCents(), Long::sum);
    } else if (bought || command.kind() == CommandKind.COMMIT_SELL) {
      trade(command.user(), reply.symbol(), bought, reply.shares(), reply.amountCents());
    }
  }

  private void trade(String user, String symbol, boolean bought, long count, long cents) {
    money.merge(user, bought ? -cents : cents, Long::sum);
    shares.merge(user + " " + symbol, bought ? count : -count, Long::sum);
  }
}
