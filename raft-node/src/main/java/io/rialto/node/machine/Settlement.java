package io.rialto.node.machine;

import java.util.Collection;
import java.util.List;

/**
 * Ends what is due: pending orders whose time is over, and the firings of quotes (SPEC, "Expiry",
 * "Triggers"). However much is due, an entry ends a bounded part of it, and the next ones go on;
 * but what is due of a user ends before that user's next command, and no read shows it undone.
 */
final class Settlement {
  private final Accounts accounts;
  private final PendingRules pending;
  private final StandingRules standing;
  private final Rounds rounds;
  private final int perEntryMax;
  private int left;

  Settlement(
      Accounts accounts,
      PendingRules pending,
      StandingRules standing,
      Rounds rounds,
      int perEntryMax) {
    this.accounts = accounts;
    this.pending = pending;
    this.standing = standing;
    this.rounds = rounds;
    this.perEntryMax = perEntryMax;
  }

  /** Ends orders whose time is over, then goes on with earlier quotes' firings. */
  void beginEntry(Trail trail) {
    left = perEntryMax - pending.expire(perEntryMax, trail);
    for (Round round : rounds.oldestFirst()) {
      goOn(round, trail);
    }
  }

  /**
   * A quote for the symbol is accepted: what an earlier one should still fire is fired first,
   * however much it is.
   */
  void beforeQuote(String symbol, Trail trail) {
    Round earlier = rounds.of(symbol);
    if (earlier != null) {
      standing.fire(earlier, Integer.MAX_VALUE, trail);
      rounds.end(earlier);
    }
  }

  /**
   * The quote is in force.
   *
   * @param place its place (from 1) among the entry's quotes
   */
  void afterQuote(HeldQuote quote, int place, Trail trail) {
    goOn(Round.of(quote, trail.moment(), place), trail);
  }

  private void goOn(Round round, Trail trail) {
    List<ArmedTrigger> fired = standing.fire(round, left, trail);
    left -= fired.size();
    Round now = fired.isEmpty() ? round : round.after(fired.get(fired.size() - 1));
    if (standing.isAwaited(now)) {
      rounds.keep(now);
    } else {
      rounds.end(round);
    }
  }

  /** Whether something is due that this entry leaves to the next one. */
  boolean isMoreDue(Moment moment) {
    return !rounds.isEmpty() || pending.isDue(moment);
  }

  /** Ends what is due of a user, if there is such a user. */
  void settle(String user, Trail trail) {
    if (!isMoreDue(trail.moment())) {
      return;
    }
    Account account = user.isEmpty() ? null : accounts.find(user);
    if (account != null) {
      pending.expire(account, trail);
      rounds.oldestFirst().forEach(round -> standing.fire(round, account, trail));
    }
  }

  /** Forgets the rounds whose last triggers have fired or gone before their turn. */
  void endEntry() {
    for (Round round : rounds.oldestFirst()) {
      if (!standing.isAwaited(round)) {
        rounds.end(round);
      }
    }
  }

  /** The account as it looks once all that is due of it has ended; not to be changed. */
  Account anticipated(Account account, Moment moment) {
    if (!isMoreDue(moment)) {
      return account;
    }
    Account copy = account.copy();
    anticipate(copy, moment.logTimeMillis(), rounds.oldestFirst());
    return copy;
  }

  /**
   * Lets an account look as if all that is due of it had ended; the account is nobody else's, and
   * nothing is recorded.
   *
   * @param logTimeMillis by when; the state's if that is later
   */
  static void anticipate(Account account, StateReader reader, long logTimeMillis) {
    long applied = AppliedMark.read(reader).logTimeMillis();
    anticipate(account, Math.max(applied, logTimeMillis), Rounds.read(reader));
  }

  private static void anticipate(Account account, long logTimeMillis, Collection<Round> rounds) {
    for (PendingOrder due = account.due(logTimeMillis);
        due != null;
        due = account.due(logTimeMillis)) {
      account.release(due);
    }
    for (Round round : rounds) {
      for (StandingOrder order : StandingRules.awaitedBy(round, account)) {
        StandingRules.fireIfPossible(account, order, round.priceCents());
      }
    }
  }
}
