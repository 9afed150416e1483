package io.rialto.quoteproxy.proxy;

import io.grpc.Status;
import io.rialto.quoteproxy.legacy.SourceException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes a gRPC status, as quotes.proto documents them. */
final class FailureStatus {

  private static final Logger LOG = LoggerFactory.getLogger(FailureStatus.class);

  private FailureStatus() {}

  static Status of(Throwable failure) {
    Throwable cause = SourceException.unwrapped(failure);
    if (cause instanceof SourceException known) {
      return codeOf(known.kind()).withDescription(known.getMessage());
    }
    if (cause instanceof TimeoutException) {
      return Status.DEADLINE_EXCEEDED.withDescription("no price from the quote source in time");
    }
    if (cause instanceof CancellationException) {
      return Status.CANCELLED.withDescription("the caller has left");
    }
    LOG.error("a call failed for no reason that is provided for", cause);
    return Status.INTERNAL.withDescription(String.valueOf(cause));
  }

  private static Status codeOf(SourceException.Kind kind) {
    return switch (kind) {
      case REFUSED, GONE, PAUSED, PROBED -> Status.UNAVAILABLE;
      case SLOW -> Status.DEADLINE_EXCEEDED;
      case CROWDED -> Status.RESOURCE_EXHAUSTED;
      case ABANDONED -> Status.CANCELLED;
    };
  }
}
