package io.rialto.node.ingress;

import io.rialto.node.ops.Limits;
import io.rialto.proto.trading.Leader;
import io.rialto.proto.trading.ResultCode;

/**
 * An answer that the ingress gives by itself, without a result from the log.
 *
 * @param retryAfterMillis when to send again; 0 for at once, or not at all
 * @param leader who leads, for NOT_LEADER; null if that is not known
 */
record Refusal(ResultCode code, String message, int retryAfterMillis, Leader leader) {

  static Refusal invalid(String fault) {
    return new Refusal(ResultCode.INVALID_ARGUMENT, fault, 0, null);
  }

  /**
   * @param leader null if none is known
   */
  static Refusal notLeader(Leader leader) {
    return leader == null
        ? new Refusal(ResultCode.NOT_LEADER, "no leader is known", Limits.RETRY_SOON_MILLIS, null)
        : new Refusal(
            ResultCode.NOT_LEADER,
            "the leader is " + leader.getNodeId() + " at " + leader.getEndpoint(),
            Limits.RETRY_SOON_MILLIS,
            leader);
  }

  static Refusal overloaded(String message) {
    return new Refusal(ResultCode.OVERLOADED, message, Limits.RETRY_OVERLOADED_MILLIS, null);
  }

  static Refusal unavailable(String message) {
    return new Refusal(ResultCode.UNAVAILABLE, message, Limits.RETRY_SOON_MILLIS, null);
  }

  static Refusal diskLow(String message) {
    return new Refusal(ResultCode.UNAVAILABLE, message, Limits.RETRY_DISK_MILLIS, null);
  }

  static Refusal quoteUnavailable(String symbol, String why) {
    return new Refusal(
        ResultCode.QUOTE_UNAVAILABLE,
        "no price of " + symbol + ": " + why,
        Limits.RETRY_QUOTE_MILLIS,
        null);
  }

  /** For what stood behind a command of the same user that was sent back. */
  static Refusal predecessorSentBack(Refusal predecessors) {
    return new Refusal(
        ResultCode.PREDECESSOR_MISSING,
        "the user's previous command was sent back; send that one first",
        predecessors.retryAfterMillis,
        null);
  }

  static Refusal unknown(String message) {
    return new Refusal(ResultCode.UNKNOWN_OUTCOME, message, 0, null);
  }
}
