package io.rialto.chaos.check;

import io.rialto.chaos.audit.AuditEvent;
import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.proto.trading.CommandKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Wrong logs, the same on all nodes. */
final class LogDamages {

  private LogDamages() {}

  static List<Damage> all() {
    return List.of(
        new Damage("a lost command", Kind.LOST, "is not in the audit log", LogDamages::lost),
        new Damage("a doubled command", Kind.DUPLICATED, "again", LogDamages::doubled),
        new Damage("an audit log cut short", Kind.LOST, "is not in", LogDamages::cut),
        new Damage("a stranger's command", Kind.EVENT, "nobody sent", LogDamages::stranger),
        new Damage("another amount logged", Kind.LOST, "another command", LogDamages::amount),
        new Damage("a change of cash lost", Kind.EVENT, "lacks the", LogDamages::transaction),
        new Damage("places changed in the log", Kind.REAL_TIME, "before", LogDamages::swapped),
        new Damage("an expiry too early", Kind.EXPIRY, "before its sixty", LogDamages::early),
        new Damage("an expiry too late", Kind.EXPIRY, "counted until", LogDamages::late),
        new Damage("an expiry left out", Kind.EXPIRY, "counted until", LogDamages::noExpiry),
        new Damage("an expiry of nothing", Kind.EXPIRY, "not pending", LogDamages::anyExpiry),
        new Damage("a trigger not fired", Kind.TRIGGER, "lacks the", LogDamages::noFiring),
        new Damage("a trigger fired late", Kind.TRIGGER, "had not fired", LogDamages::lateFiring),
        new Damage("a firing of nothing", Kind.TRIGGER, "uncalled-for", LogDamages::anyFiring),
        new Damage("a forged price", Kind.QUOTE, "is forged", LogDamages::forged),
        new Damage("an old price again", Kind.QUOTE, "not newer", LogDamages::oldQuote));
  }

  private static boolean isCommand(AuditEvent event, CommandKind kind) {
    return event instanceof AuditEvent.UserCommand command && command.command() == kind;
  }

  private static boolean isExpiry(AuditEvent event) {
    return event instanceof AuditEvent.SystemEvent system
        && (system.command() == CommandKind.BUY || system.command() == CommandKind.SELL);
  }

  private static boolean isFiring(AuditEvent event) {
    return event instanceof AuditEvent.SystemEvent && !isExpiry(event);
  }

  private static long lost(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    int place =
        picked.event(
            event ->
                event instanceof AuditEvent.UserCommand && picked.isAcknowledged(event.number()));
    long number = run.events.get(place).number();
    run.events.subList(place, picked.endOf(place)).clear();
    return number;
  }

  private static long doubled(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    int place = picked.event(event -> isCommand(event, CommandKind.ADD));
    List<AuditEvent> events = new ArrayList<>(run.events.subList(place, picked.endOf(place)));
    run.events.addAll(place, events);
    return run.events.get(place).number();
  }

  private static long cut(WrittenRun run, Random random) {
    run.events.subList(run.events.size() / 2, run.events.size()).clear();
    return 0;
  }

  private static long stranger(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    int place = picked.event(event -> isCommand(event, CommandKind.ADD));
    AuditEvent next = run.events.get(place);
    run.events.add(
        place,
        new AuditEvent.UserCommand(
            next.timestampMillis(), "n1", 999_999, CommandKind.DUMPLOG, "", "", "dump", 0));
    return 999_999;
  }

  private static long amount(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    int place =
        picked.event(
            event -> isCommand(event, CommandKind.ADD) && picked.isAcknowledged(event.number()));
    AuditEvent.UserCommand add = (AuditEvent.UserCommand) run.events.get(place);
    run.events.set(
        place,
        new AuditEvent.UserCommand(
            add.timestampMillis(),
            add.server(),
            add.number(),
            add.command(),
            add.user(),
            "",
            "",
            add.fundsCents() + 1));
    return add.number();
  }

  private static long transaction(WrittenRun run, Random random) {
    int place =
        new Picked(run, random).event(event -> event instanceof AuditEvent.AccountTransaction);
    return run.events.remove(place).number();
  }

  /** Two commands that were answered one after the other change places and times. */
  private static long swapped(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < run.events.size(); i++) {
      if (isCommand(run.events.get(i), CommandKind.DISPLAY_SUMMARY)
          && picked.endOf(i) == i + 1
          && picked.isAcknowledged(run.events.get(i).number())) {
        places.add(i);
      }
    }
    int first = places.get(0);
    int last = places.get(places.size() - 1);
    AuditEvent.UserCommand one = (AuditEvent.UserCommand) run.events.get(first);
    AuditEvent.UserCommand two = (AuditEvent.UserCommand) run.events.get(last);
    run.events.set(first, at(two, one.timestampMillis()));
    run.events.set(last, at(one, two.timestampMillis()));
    return 0;
  }

  private static AuditEvent.UserCommand at(AuditEvent.UserCommand command, long millis) {
    return new AuditEvent.UserCommand(
        millis,
        command.server(),
        command.number(),
        command.command(),
        command.user(),
        command.symbol(),
        command.filename(),
        command.fundsCents());
  }

  private static AuditEvent.SystemEvent at(AuditEvent event, long millis) {
    AuditEvent.SystemEvent system = (AuditEvent.SystemEvent) event;
    return new AuditEvent.SystemEvent(
        millis,
        system.server(),
        system.number(),
        system.command(),
        system.user(),
        system.symbol(),
        system.fundsCents());
  }

  private static long early(WrittenRun run, Random random) {
    int place = new Picked(run, random).event(LogDamages::isExpiry);
    AuditEvent expiry = run.events.remove(place);
    for (int i = place - 1; ; i--) {
      AuditEvent event = run.events.get(i);
      if (event instanceof AuditEvent.UserCommand && event.number() == expiry.number()) {
        run.events.add(i + 1, at(expiry, event.timestampMillis()));
        return expiry.number();
      }
    }
  }

  private static long late(WrittenRun run, Random random) {
    return postpone(run, random, true);
  }

  private static long lateFiring(WrittenRun run, Random random) {
    return postpone(run, random, false);
  }

  /** Moves an expiry or a firing behind the next commands of others. */
  private static long postpone(WrittenRun run, Random random, boolean expiry) {
    Picked picked = new Picked(run, random);
    int place =
        picked.event(event -> (expiry ? isExpiry(event) : isFiring(event)) && alone(run, event));
    AuditEvent moved = run.events.remove(place);
    int commands = 0;
    int to = place;
    while (commands < 2) {
      commands += run.events.get(to++) instanceof AuditEvent.UserCommand ? 1 : 0;
    }
    to = picked.endOf(to - 1);
    run.events.add(to, at(moved, run.events.get(to - 1).timestampMillis()));
    return moved.number();
  }

  /** Whether its entry settles nothing else: a service may settle in several entries. */
  private static boolean alone(WrittenRun run, AuditEvent event) {
    long settled =
        run.events.stream()
            .filter(
                other ->
                    other instanceof AuditEvent.SystemEvent
                        && other.timestampMillis() == event.timestampMillis())
            .count();
    int after = run.events.indexOf(event) + 10;
    return settled == 1 && after < run.events.size();
  }

  private static long noExpiry(WrittenRun run, Random random) {
    int place = new Picked(run, random).event(event -> isExpiry(event) && alone(run, event));
    return run.events.remove(place).number();
  }

  private static long anyExpiry(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    int place =
        picked.event(
            event -> isCommand(event, CommandKind.ADD) && picked.isAcknowledged(event.number()));
    AuditEvent.UserCommand add = (AuditEvent.UserCommand) run.events.get(place);
    run.events.add(
        picked.endOf(place),
        new AuditEvent.SystemEvent(
            add.timestampMillis(), "n1", add.number(), CommandKind.BUY, add.user(), "A", 5_00));
    return add.number();
  }

  private static long noFiring(WrittenRun run, Random random) {
    int place = new Picked(run, random).event(LogDamages::isFiring);
    return run.events.remove(place).number();
  }

  private static long anyFiring(WrittenRun run, Random random) {
    Picked picked = new Picked(run, random);
    int place =
        picked.event(
            event -> isCommand(event, CommandKind.ADD) && picked.isAcknowledged(event.number()));
    AuditEvent.UserCommand add = (AuditEvent.UserCommand) run.events.get(place);
    run.events.add(
        picked.endOf(place),
        new AuditEvent.SystemEvent(
            add.timestampMillis(),
            "n1",
            add.number(),
            CommandKind.SET_SELL_TRIGGER,
            add.user(),
            "A",
            5_00));
    return add.number();
  }

  private static long forged(WrittenRun run, Random random) {
    int place = new Picked(run, random).event(event -> event instanceof AuditEvent.QuoteServer);
    AuditEvent.QuoteServer quote = (AuditEvent.QuoteServer) run.events.get(place);
    run.events.set(
        place,
        new AuditEvent.QuoteServer(
            quote.timestampMillis(),
            quote.server(),
            quote.number(),
            quote.priceCents() + 1,
            quote.symbol(),
            quote.user(),
            quote.quoteServerTimeMillis(),
            quote.cryptokey()));
    return quote.number();
  }

  private static long oldQuote(WrittenRun run, Random random) {
    int place = new Picked(run, random).event(event -> event instanceof AuditEvent.QuoteServer);
    AuditEvent quote = run.events.get(place);
    int next = place + 1;
    while (!(run.events.get(next) instanceof AuditEvent.UserCommand)) {
      next++;
    }
    AuditEvent.QuoteServer again = (AuditEvent.QuoteServer) quote;
    AuditEvent.QuoteServer older =
        new AuditEvent.QuoteServer(
            again.timestampMillis() - 70_000,
            again.server(),
            again.number(),
            again.priceCents(),
            again.symbol(),
            again.user(),
            again.quoteServerTimeMillis(),
            again.cryptokey());
    run.events.add(next, older);
    return quote.number();
  }
}
