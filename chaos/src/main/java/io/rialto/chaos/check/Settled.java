package io.rialto.chaos.check;

import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.ResultCode;
import java.util.EnumSet;
import java.util.Set;

/** What an answer says for good about whether its command was applied. */
final class Settled {

  /** The machine refused for the state of the session: nothing was done under the number. */
  private static final Set<ResultCode> SESSION_RULES =
      EnumSet.of(
          ResultCode.UNKNOWN_SESSION,
          ResultCode.SEQUENCE_REUSED,
          ResultCode.SEQUENCE_FORGOTTEN,
          ResultCode.CANCELLED);

  private Settled() {}

  /** Applied, or rejected by a rule of trading: the audit log must have it. */
  static boolean inLog(CommandResult result) {
    return switch (result.kind()) {
      case DONE -> true;
      case REJECTED -> result.reply().getLogIndex() > 0 && !bySession(result);
      case RETRY, UNKNOWN -> false;
    };
  }

  /** Surely not applied: the audit log must not have it. */
  static boolean notInLog(CommandResult result) {
    return switch (result.kind()) {
      case REJECTED -> !inLog(result);
      case RETRY -> true;
      case DONE, UNKNOWN -> false;
    };
  }

  /** Refused for the state of its session. */
  static boolean bySession(CommandResult result) {
    return SESSION_RULES.contains(result.reply().getCode());
  }
}
