package io.rialto.workloads;

import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.ResultCode;

/** What resolving a command of unknown outcome came to. */
enum Settlement {
  /** It has been applied or rejected. */
  ANSWERED,
  /** It has not been applied and never will be. */
  NEVER_APPLIED,
  /** Resolving did not get through; it may be tried again. */
  STILL_UNKNOWN,
  /** The cluster does not know any more. */
  LOST;

  static Settlement of(CommandResult result) {
    ResultCode code = result.reply().getCode();
    if (code == ResultCode.UNKNOWN_SESSION || code == ResultCode.SEQUENCE_FORGOTTEN) {
      return LOST;
    }
    if (code == ResultCode.CANCELLED) {
      return NEVER_APPLIED;
    }
    return switch (result.kind()) {
      case DONE, REJECTED -> ANSWERED;
      case RETRY, UNKNOWN -> STILL_UNKNOWN;
    };
  }
}
