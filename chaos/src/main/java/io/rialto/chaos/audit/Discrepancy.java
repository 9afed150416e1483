package io.rialto.chaos.audit;

/**
 * One thing that is not as it must be.
 *
 * @param number the transaction number concerned; 0 if it concerns none
 * @param text for people: what was found and what was expected
 */
public record Discrepancy(Kind kind, long number, String text) {

  /** What a discrepancy breaks. */
  public enum Kind {
    /**
     * An acknowledged command is missing from the audit log, or stands there with another result.
     */
    LOST,
    /** A command stands in the audit log more than once. */
    DUPLICATED,
    /** A command has no definite answer, or more than one. */
    UNANSWERED,
    /** A reply's figures are not those that follow from the audit log. */
    REPLY,
    /** A user's commands stand in the audit log in another order than they were sent. */
    ORDER,
    /**
     * A command was done that the rules reject, or rejected against the rules, or by another rule.
     */
    RULE,
    /** An event is missing, wrong or uncalled for. */
    EVENT,
    /** A pending order ended too early, too late or not at all. */
    EXPIRY,
    /** A trigger did not fire when it had to, or fired when it must not. */
    TRIGGER,
    /** A price in the log is forged, or must not have entered it. */
    QUOTE,
    // What follows is found in the history of a run only.

    /** Log order, log time or term contradict real time: what came first stands later. */
    REAL_TIME,
    /** A read did not show what it had to. */
    READ,
    /** Sessions or sequences were not kept apart, or a duplicate got another reply. */
    SESSION,
    /** A settled command turned out otherwise, or was settled in two ways. */
    RESOLVE,
    /** Replicas hold different states, or different audit logs, at the same log index. */
    DIVERGED,
    /** Two nodes led in the same term. */
    LEADERS,
    /** A node's figures for a user are not those that follow from the audit log. */
    BALANCE,
    /** Money or shares came from nowhere or went nowhere. */
    CONSERVATION,
    /** The audit log cannot be read. */
    UNREADABLE
  }
}
