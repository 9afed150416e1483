package io.rialto.chaos.audit;

/** The turn of a trigger in the round of a quote that reaches it. */
final class ReplayedTurn {

  /** What is known of it. */
  enum State {
    /** It is still to come. */
    WAITING,
    /**
     * The trigger could not fire, and the log does not tell whether its turn went by without: it
     * may fire later and need not.
     */
    DOUBTFUL,
    /** It did not come when it had to, which has been reported. */
    LATE
  }

  final ReplayedTrigger trigger;
  final long priceCents;
  State state = State.WAITING;

  /** Counts rounds: a user's triggers are settled in the order of these. */
  private final long round;

  private final long armedPlace;

  ReplayedTurn(ReplayedTrigger trigger, long priceCents, long round) {
    this.trigger = trigger;
    this.priceCents = priceCents;
    this.round = round;
    this.armedPlace = trigger.armedPlace;
  }

  /** Whether the trigger is still armed as it was when the round began. */
  boolean stands() {
    return trigger.stands() && trigger.armedPlace == armedPlace;
  }

  String symbol() {
    return trigger.symbol;
  }

  boolean canFire() {
    return ReplayedFiring.isPossible(trigger.account, trigger, priceCents);
  }

  /** Whether a firing must be seen before anything that comes after this turn. */
  boolean mustFire() {
    return state == State.WAITING && canFire();
  }

  /** Whether it goes by without a firing, if it is still to come. */
  boolean isIdle() {
    return state != State.LATE && !canFire();
  }

  /** Idle, and surely still to come. */
  boolean isSurelyIdle() {
    return state == State.WAITING && isIdle();
  }

  /** Whether it comes after another turn of the same user: by the rounds, the buy first. */
  boolean isAfter(ReplayedTurn other) {
    return round > other.round || (round == other.round && other.trigger.buy && !trigger.buy);
  }
}
