package io.rialto.node.model;

import static io.rialto.node.machine.CommandKind.BUY;

import io.rialto.node.machine.AuditEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What ends and fires without a command, and when: the page's section "At most 1,000 a time",
 * sentence by sentence.
 */
final class NaiveSettlement {

  /** In the order of their end; of one log time, by the place of their command. */
  private static final Comparator<PendingOrder> ORDER_OF_ENDING =
      Comparator.comparingLong(PendingOrder::since).thenComparing(PendingOrder::place);

  /** The leader of an entry that there is not. */
  private static final String NOBODY = "";

  private final NaiveRules rules;
  private final int perEntryMax;

  /** The unfinished ones, oldest first. */
  private final List<NaiveRound> rounds = new ArrayList<>();

  private long now;
  private NaiveAudit audit;

  /** How many more this entry may settle. */
  private int left;

  /** What this entry met, by name: for the test of what random logs reach. */
  private Set<String> met = new TreeSet<>();

  NaiveSettlement(NaiveRules rules, int perEntryMax) {
    this.rules = rules;
    this.perEntryMax = perEntryMax;
  }

  Set<String> met() {
    return met;
  }

  /** A new entry: orders whose time is over end, then rounds of earlier entries go on. */
  void pass(long logTime, NaiveAudit entryAudit) {
    now = logTime;
    audit = entryAudit;
    left = perEntryMax;
    met = new TreeSet<>();
    List<PendingOrder> over = new ArrayList<>();
    rules.accounts.values().forEach(account -> over.addAll(over(account)));
    over.sort(ORDER_OF_ENDING);
    for (PendingOrder order : over) {
      if (left > 0) {
        end(rules.accounts.get(order.user()), order, audit);
        left--;
      } else {
        met.add("order left to a later entry");
      }
    }
    for (NaiveRound round : rounds) {
      lookForArmedAnew(round);
      met.add(left > 0 ? "round that goes on in a later entry" : "round that waits for its turn");
      goOn(round);
    }
    forgetFinished();
  }

  private void lookForArmedAnew(NaiveRound round) {
    for (StandingOrder order : round.waiting) {
      StandingOrder present = standing(rules.accounts.get(order.user()), order);
      if (present != null && present.arming() != null && !present.equals(order)) {
        met.add("trigger armed anew during its round");
      }
    }
  }

  /** A newer quote of the symbol is accepted: an earlier one's round comes to its end. */
  void finish(String symbol) {
    for (NaiveRound round : rounds) {
      if (round.symbol.equals(symbol)) {
        met.add("round that a newer quote ends");
        while (!isFinished(round)) {
          turn(round);
        }
      }
    }
    forgetFinished();
  }

  /** An accepted quote begins its round. */
  void begin(String symbol, long price) {
    NaiveRound round = new NaiveRound(symbol, price, rules.armed(symbol));
    if (left == 0 && !round.waiting.isEmpty()) {
      met.add("round that begins when the entry is full");
    }
    rounds.add(round);
    goOn(round);
    forgetFinished();
    if (rounds.size() > 1) {
      met.add("two unfinished rounds");
    }
  }

  /** Before a command of this user: what is due of the account does not count. */
  void settle(NaiveAccount account) {
    int before = audit.events().size();
    settle(account, audit);
    for (AuditEvent event : audit.events().subList(before, audit.events().size())) {
      if (event instanceof AuditEvent.SystemEvent ended) {
        met.add(ended.command() + " settled before a command");
      }
    }
    for (NaiveRound round : rounds) {
      if (waiting(round).stream().anyMatch(order -> order.user().equals(account.user()))) {
        met.add("trigger that keeps its turn");
      }
    }
    forgetFinished();
  }

  /** The account as {@link #settle} would leave it; nothing is changed by that. */
  NaiveAccount settled(NaiveAccount account) {
    NaiveAccount copy = account.copy();
    settle(copy, new NaiveAudit(now, NOBODY));
    return copy;
  }

  /** The events that {@link #settle} would write; nothing is changed by that. */
  List<AuditEvent> due(NaiveAccount account) {
    NaiveAudit events = new NaiveAudit(now, NOBODY);
    settle(account.copy(), events);
    return events.events();
  }

  /** Whether the next entry has something to end or a turn to give. */
  boolean moreIsDue() {
    return rules.accounts.values().stream().anyMatch(account -> !over(account).isEmpty())
        || rounds.stream().anyMatch(round -> !isFinished(round));
  }

  /** Orders whose time is over; then round by round what has not had its turn and can fire. */
  private void settle(NaiveAccount account, NaiveAudit events) {
    for (PendingOrder order : over(account)) {
      end(account, order, events);
    }
    for (NaiveRound round : rounds) {
      // Firing order has the buy first.
      for (StandingOrder order : round.waiting) {
        if (order.user().equals(account.user()) && isArmed(account, order)) {
          NaiveFiring.tryToFire(account, order, round.price, events);
        }
      }
    }
  }

  private List<PendingOrder> over(NaiveAccount account) {
    return Stream.concat(account.pendingBuys.stream(), account.pendingSells.stream())
        .filter(order -> order.isOver(now))
        .sorted(ORDER_OF_ENDING)
        .toList();
  }

  private static void end(NaiveAccount account, PendingOrder order, NaiveAudit events) {
    (order.kind() == BUY ? account.pendingBuys : account.pendingSells).remove(order);
    events.system(order.number(), order.kind(), order.user(), order.symbol(), order.worthCents());
  }

  private void goOn(NaiveRound round) {
    while (left > 0 && !isFinished(round)) {
      turn(round);
      left--;
    }
  }

  /** The first that waits fires if that is possible; its turn is over all the same. */
  private void turn(NaiveRound round) {
    StandingOrder order = waiting(round).get(0);
    NaiveAccount account = rules.accounts.get(order.user());
    if (!NaiveFiring.tryToFire(account, order, round.price, audit)) {
      met.add("turn without a firing");
    }
    round.waiting.remove(order);
  }

  private boolean isFinished(NaiveRound round) {
    return waiting(round).isEmpty();
  }

  /** Those that have not had their turn and are still armed as they were when the round began. */
  private List<StandingOrder> waiting(NaiveRound round) {
    return round.waiting.stream()
        .filter(order -> isArmed(rules.accounts.get(order.user()), order))
        .toList();
  }

  private static boolean isArmed(NaiveAccount account, StandingOrder order) {
    return order.equals(standing(account, order));
  }

  /** The account's order of the same kind and symbol, or null. */
  private static StandingOrder standing(NaiveAccount account, StandingOrder like) {
    return (like.isBuy() ? account.standingBuys : account.standingSells).get(like.symbol());
  }

  private void forgetFinished() {
    rounds.removeIf(this::isFinished);
  }
}
