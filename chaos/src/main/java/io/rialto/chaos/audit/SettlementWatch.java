package io.rialto.chaos.audit;

import io.rialto.chaos.audit.Discrepancy.Kind;
import io.rialto.chaos.audit.DueOrders.Watched;
import io.rialto.chaos.audit.EntryCourses.Due;
import io.rialto.chaos.audit.EntryCourses.Role;
import io.rialto.chaos.audit.ReplayedTurn.State;
import io.rialto.proto.trading.CommandKind;
import java.util.List;

/**
 * Sees to it that orders end and triggers fire when and in the order that they must (SPEC, "At most
 * 1,000 a time"). Whatever is over or reached comes before the commands of the entry that finds it
 * so; only where an entry has settled as much as it may, the rest waits for the next one; and what
 * is due of a user never waits longer than until that user's next command.
 */
final class SettlementWatch {

  private final Findings findings;
  private final ReplayedEffects effects;
  private final EntryCourses courses;
  private final DueOrders orders = new DueOrders();
  private final ReplayedRounds rounds = new ReplayedRounds();
  private long now;

  /** The firing that was the last thing to happen; null if something else has happened since. */
  private ReplayedTurn latest;

  SettlementWatch(Findings findings, ReplayedEffects effects, int perEntryMax) {
    this.findings = findings;
    this.effects = effects;
    this.courses = new EntryCourses(perEntryMax);
  }

  /** An order has been placed. */
  void watch(ReplayedAccount account, boolean buy, ReplayedOrder order) {
    orders.watch(account, buy, order);
  }

  /** The log time of the next event. */
  void passTo(long millis) {
    if (millis <= now) {
      return;
    }
    List<ReplayedTurn> idle = idleTurns();
    boolean fits = courses.passTime(due(idle), orders.first(millis) != null);
    passIdle(idle);
    if (!fits) {
      reportLate("log time went on to " + millis);
    }
    now = millis;
    latest = null;
  }

  /** A quote is accepted: it begins a round. */
  void quote(String symbol, long priceCents) {
    List<ReplayedTurn> idle = idleTurns();
    boolean fits = courses.quote(symbol, !rounds.mustFire(symbol), due(idle));
    passIdle(idle);
    if (rounds.mustFire(symbol)) {
      List<ReplayedTurn> left = rounds.allThatMustFire();
      left.stream().filter(turn -> turn.symbol().equals(symbol)).forEach(this::reportUnfinished);
    } else if (!fits) {
      reportLate("a price of " + symbol + " came");
    }
    rounds.begin(symbol, priceCents, effects.reached(symbol, priceCents));
    latest = null;
  }

  /** Brings about what a newer quote should have found done. */
  private void reportUnfinished(ReplayedTurn turn) {
    report(turn, "a newer price of " + turn.symbol() + " came");
    if (turn.canFire()) {
      fire(turn);
    }
  }

  /**
   * A command comes. What is due of its user and has not been seen is brought about, so that the
   * log is known to lack it.
   *
   * @param account its user's; null if there is none
   */
  void commandBegins(AuditEvent.UserCommand command, ReplayedAccount account) {
    List<ReplayedTurn> idle = idleTurns();
    if (!courses.command(due(idle))) {
      reportLate("command " + command.number() + " came at log time " + now);
    }
    passIdle(idle);
    if (account != null) {
      endOverdue(account, command);
      rounds.of(account).forEach(this::bringAbout);
    }
    latest = null;
  }

  private void endOverdue(ReplayedAccount account, AuditEvent.UserCommand command) {
    for (ReplayedOrder order : DueOrders.of(account, now)) {
      account.pendingBuys.remove(order);
      account.pendingSells.remove(order);
      findings.add(
          Kind.EXPIRY,
          order.number(),
          "user "
              + account.user
              + ": order "
              + order.number()
              + " was over before command "
              + command.number()
              + ", but the log does not show its expiry");
    }
  }

  /** Before a user's command a turn is taken if that is possible; a doubtful one was over. */
  private void bringAbout(ReplayedTurn turn) {
    if (!turn.canFire() || hasBeenPassed(turn)) {
      return;
    }
    if (turn.state == State.DOUBTFUL) {
      rounds.drop(turn);
    } else {
      fire(turn);
    }
  }

  /** Whether it could not fire when its user's triggers were gone through, right before. */
  private boolean hasBeenPassed(ReplayedTurn turn) {
    return latest != null && latest.trigger.account == turn.trigger.account && latest.isAfter(turn);
  }

  /** The log shows an expiry of an order that is over. */
  void expires(ReplayedAccount account, ReplayedOrder order) {
    latest = null;
    if (orders.isLate(order)) {
      return;
    }
    Watched first = orders.first(now);
    List<ReplayedTurn> idle = idleTurns();
    List<ReplayedOrder> ofUser = orders.awaitedOf(account, now);
    int counts = first != null && first.order().equals(order) ? 1 : 0;
    boolean isNext = !ofUser.isEmpty() && ofUser.get(0).equals(order);
    boolean isLast =
        ofUser.size() <= 1 && rounds.of(account).stream().noneMatch(ReplayedTurn::mustFire);
    Role role = new Role(counts, counts, isNext ? account.user : "", isLast, "");
    if (!courses.settle(role, due(idle))) {
      findings.add(
          Kind.EXPIRY,
          order.number(),
          "user "
              + account.user
              + ": order "
              + order.number()
              + " expired before its turn: "
              + firstInstead(counts > 0));
    }
    passIdle(idle);
  }

  /** The turn whose firing an event shows; null if the trigger has none, or cannot fire. */
  ReplayedTurn turnOf(ReplayedAccount account, AuditEvent.SystemEvent event) {
    boolean buy = event.command() == CommandKind.SET_BUY_TRIGGER;
    ReplayedTrigger trigger =
        (buy ? account.buyTriggers : account.sellTriggers).get(event.symbol());
    ReplayedTurn turn = trigger == null ? null : rounds.turnOf(trigger);
    boolean shown = turn != null && trigger.number == event.number() && turn.canFire();
    return shown ? turn : null;
  }

  /** The log shows the firing of this turn. */
  void fires(ReplayedTurn turn) {
    if (turn.state == State.LATE) {
      fire(turn);
      return;
    }
    List<ReplayedTurn> idle = idleTurns();
    Due due = due(idle);
    List<ReplayedTurn> before = rounds.before(turn);
    List<ReplayedTurn> beforeInRound = rounds.beforeInRound(turn);
    Role role = role(turn, before, beforeInRound != null);
    String first = firstInstead(role.countsMost() > 0);
    fire(turn);
    if (!courses.settle(isLastOfUser(turn) ? role.last() : role, due)) {
      reportEarly(turn, first);
    }
    passIdle(idle);
    if (courses.mayBeEndingARound()) {
      beforeInRound.forEach(each -> each.state = State.DOUBTFUL);
    }
    latest = turn;
  }

  private Role role(ReplayedTurn turn, List<ReplayedTurn> before, boolean firstOfRound) {
    boolean isFirst = before != null && orders.first(now) == null;
    int least = isFirst ? 1 + (int) before.stream().filter(ReplayedTurn::isSurelyIdle).count() : 0;
    int most = isFirst ? 1 + (int) before.stream().filter(ReplayedTurn::isIdle).count() : 0;
    String user = isNextOfUser(turn) ? turn.trigger.account.user : "";
    return new Role(least, most, user, false, firstOfRound ? turn.symbol() : "");
  }

  private boolean isNextOfUser(ReplayedTurn turn) {
    ReplayedAccount account = turn.trigger.account;
    return orders.awaitedOf(account, now).isEmpty()
        && rounds.of(account).stream()
            .noneMatch(each -> each.mustFire() && turn.isAfter(each) && !hasBeenPassed(each));
  }

  private boolean isLastOfUser(ReplayedTurn turn) {
    return rounds.of(turn.trigger.account).stream()
        .noneMatch(each -> each.mustFire() && each.isAfter(turn));
  }

  private void reportEarly(ReplayedTurn turn, String first) {
    findings.add(
        Kind.TRIGGER,
        turn.trigger.number,
        "user "
            + turn.trigger.account.user
            + ": the trigger of command "
            + turn.trigger.number
            + " fired before its turn: "
            + first);
  }

  /** What should have come instead of what came, in words. */
  private String firstInstead(boolean isFirst) {
    if (isFirst) {
      return "of what had been begun to be settled for a user there was more";
    }
    Watched order = orders.first(now);
    if (order != null) {
      return "order " + order.order().number() + " of " + order.account().user + " was first";
    }
    ReplayedTurn turn = rounds.firstThatMustFire();
    if (turn == null) {
      return "nothing was due";
    }
    return "that of command "
        + turn.trigger.number
        + " of "
        + turn.trigger.account.user
        + " was first";
  }

  /**
   * Whether the bound of the present entry may be used up: then later ones bring about the rest.
   */
  boolean mayBeFull() {
    return courses.mayBeFull();
  }

  /** The log ends: what is due now must be explained by the bound, or it is lacking. */
  void finish() {
    if (!courses.mayEnd(due(idleTurns()))) {
      reportLate("the log ended");
    }
    rounds.late().stream().filter(ReplayedTurn::canFire).forEach(this::fire);
  }

  /**
   * The account as a reader sees it: as if the user's triggers whose turn is due had fired. Orders
   * that are over still stand in it.
   */
  ReplayedAccount settled(ReplayedAccount account) {
    List<ReplayedTurn> turns = rounds.of(account);
    if (turns.isEmpty()) {
      return account;
    }
    ReplayedAccount copy = account.copy();
    for (ReplayedTurn turn : turns) {
      if (turn.state != State.DOUBTFUL
          && ReplayedFiring.isPossible(copy, turn.trigger, turn.priceCents)) {
        ReplayedFiring.fire(copy, turn.trigger, turn.priceCents, EventsDue.NONE);
      }
    }
    return copy;
  }

  /** Whether the log does not tell which of two things a reader sees. */
  boolean isDoubtful(ReplayedAccount account) {
    return rounds.of(account).stream()
        .anyMatch(turn -> turn.state == State.DOUBTFUL && turn.canFire());
  }

  private void fire(ReplayedTurn turn) {
    rounds.drop(turn);
    effects.fire(turn.trigger, turn.priceCents);
  }

  private List<ReplayedTurn> idleTurns() {
    return rounds.upToFirstThatMustFire().stream().filter(ReplayedTurn::isIdle).toList();
  }

  private Due due(List<ReplayedTurn> idle) {
    return new Due(
        orders.first(now) != null,
        rounds.firstThatMustFire() != null,
        idle.size(),
        (int) idle.stream().filter(ReplayedTurn::isSurelyIdle).count());
  }

  /** Of the turns that were idle, some went by with what happened. */
  private void passIdle(List<ReplayedTurn> idle) {
    for (int i = 0; i < Math.min(courses.idleMost(), idle.size()); i++) {
      idle.get(i).state = State.DOUBTFUL;
      if (i < courses.idleLeast()) {
        rounds.drop(idle.get(i));
      }
    }
  }

  private void reportLate(String when) {
    for (Watched late : orders.giveUp(now)) {
      findings.add(
          Kind.EXPIRY,
          late.order().number(),
          "user "
              + late.account().user
              + ": order "
              + late.order().number()
              + " counted until "
              + late.order().expiresAtMillis()
              + ", but had not expired when "
              + when);
    }
    for (ReplayedTurn turn : rounds.allThatMustFire()) {
      turn.state = State.LATE;
      report(turn, when);
    }
  }

  private void report(ReplayedTurn late, String when) {
    findings.add(
        Kind.TRIGGER,
        late.trigger.number,
        "user "
            + late.trigger.account.user
            + ": the price reached the trigger of command "
            + late.trigger.number
            + ", but it had not fired when "
            + when);
  }
}
