package io.rialto.node.ingress;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.rialto.proto.trading.ResultCode;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The one place where failures become what a caller sees: a {@link Refusal} where the reply has a
 * result code, a gRPC status where it has none.
 */
final class Failures {

  private Failures() {}

  /** The refusal that tells of a read's failure, or null if it is none that was foreseen. */
  static Refusal refusal(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof RefusedException refused) {
      return refused.refusal();
    }
    if (cause instanceof TimeoutException) {
      return Refusal.unavailable("this node has not applied that log index in time");
    }
    if (cause instanceof RejectedExecutionException) {
      return Refusal.overloaded("too many reads wait on this node");
    }
    return null;
  }

  static Status status(Throwable failure) {
    Throwable cause = cause(failure);
    Refusal refusal = refusal(cause);
    if (refusal != null) {
      return status(refusal);
    }
    if (cause instanceof StatusException status) {
      return status.getStatus();
    }
    if (cause instanceof StatusRuntimeException status) {
      return status.getStatus();
    }
    return Status.INTERNAL.withDescription("the node failed to answer").withCause(cause);
  }

  static Status status(Refusal refusal) {
    return statusOf(refusal.code()).withDescription(refusal.code() + ": " + refusal.message());
  }

  /** By the family of the code: rejections, retries and unknown outcomes are never mixed. */
  private static Status statusOf(ResultCode code) {
    if (code == ResultCode.PERMISSION_DENIED) {
      return Status.PERMISSION_DENIED;
    }
    if (code == ResultCode.INVALID_ARGUMENT) {
      return Status.INVALID_ARGUMENT;
    }
    if (code == ResultCode.OVERLOADED) {
      return Status.RESOURCE_EXHAUSTED;
    }
    return switch (code.getNumber() / 1000) {
      case 0 -> Status.OK;
      case 8 -> Status.UNAVAILABLE;
      case 9 -> Status.UNKNOWN;
      default -> Status.FAILED_PRECONDITION;
    };
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
