package io.rialto.node.ingress;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.rialto.node.ops.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Ends a call whose message is too large or cannot be read, with a status that says why; no other
 * call notices. It sees messages before they are parsed.
 */
final class MessageGuard implements ServerInterceptor {

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean refused;

      @Override
      public void onMessage(Q message) {
        if (refused) {
          return;
        }
        int bytes = length((InputStream) message);
        if (bytes > Limits.MESSAGE_BYTES_MAX) {
          refuse(
              Status.RESOURCE_EXHAUSTED.withDescription(
                  "a message of "
                      + bytes
                      + " bytes is over the limit of "
                      + Limits.MESSAGE_BYTES_MAX));
          return;
        }
        try {
          super.onMessage(message);
        } catch (StatusRuntimeException unreadable) {
          refuse(Status.INVALID_ARGUMENT.withDescription(description(unreadable)));
        }
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }

      private void refuse(Status status) {
        refused = true;
        // What the handler behind still sends goes nowhere.
        super.onCancel();
        call.close(status, new Metadata());
      }
    };
  }

  /** A received message lies in memory: what is available is all of it. */
  private static int length(InputStream message) {
    try {
      return message.available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String description(StatusRuntimeException unreadable) {
    Throwable cause = unreadable.getCause();
    return "the message cannot be read: "
        + (cause == null ? unreadable.getStatus().getDescription() : cause.getMessage());
  }
}
