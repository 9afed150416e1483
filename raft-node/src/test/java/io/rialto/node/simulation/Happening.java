package io.rialto.node.simulation;

/** What a simulation must have met, or it has shown nothing. */
enum Happening {
  LEADER_CHANGE,
  /** Entries of a deposed leader were overwritten. */
  LOST_TAIL,
  /** An entry was committed by a later leader than the one that took it. */
  SURVIVING_TAIL,
  /** A node stopped with kill -9 and started again. */
  RESTART,
  /** All nodes stopped at once and started again. */
  RESTART_OF_ALL,
  /** A log entry was passed over after a restart because its effects were there already. */
  ENTRY_PASSED_OVER,
  SNAPSHOT,
  INSTALL,
  CUT_OFF,
  PAUSE,
  CLOCK_JUMP,
  /** A leader stepped down because a majority's clocks contradict its own. */
  LEADER_WITH_WRONG_CLOCK,
  /** All clocks went far ahead at once, as after a pause of everything. */
  LEAP,
  CONNECTION_BROKEN,
  /** A command that its client had sent on a broken connection arrived all the same, later. */
  LATE_ATTEMPT,
  DUPLICATE_ANSWERED,
  REQUEST_DUPLICATE_ANSWERED,
  SEQUENCE_FORGOTTEN,
  SENT_BACK_AT_LOSS_OF_LEADERSHIP,
  PREDECESSOR_MISSING,
  PRICE_NOT_TO_BE_HAD,
  UNKNOWN_OUTCOME,
  RESOLVED_AS_CANCELLED,
  RESOLVED_WITH_RESULT,
  /** A command arrived after it had been resolved as cancelled, and was not applied. */
  CANCELLED_ARRIVED_LATE,
  GIVEN_UP_AS_RETRY,
  SESSION_ENDED,
  CLIENT_DIED,
  STRICT_READ,
  STRICT_READ_REFUSED,
  ORDER_EXPIRED,
  TRIGGER_FIRED,
  REJECTED_BY_A_RULE,
  RUN_WITH_MODEL,
  RUN_ON_ROCKSDB
}
