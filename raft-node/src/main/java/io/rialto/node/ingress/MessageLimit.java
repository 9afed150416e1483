package io.rialto.node.ingress;

import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.rialto.node.ops.Limits;

/** Ends a call whose message is too large, with a status that says so; no other call notices. */
final class MessageLimit implements ServerInterceptor {

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean refused;

      @Override
      public void onMessage(Q message) {
        int bytes = message instanceof MessageLite known ? known.getSerializedSize() : 0;
        if (bytes > Limits.MESSAGE_BYTES_MAX && !refused) {
          refused = true;
          // What the handler behind still sends goes nowhere.
          super.onCancel();
          call.close(
              Status.RESOURCE_EXHAUSTED.withDescription(
                  "a message of "
                      + bytes
                      + " bytes is over the limit of "
                      + Limits.MESSAGE_BYTES_MAX),
              new Metadata());
        } else if (!refused) {
          super.onMessage(message);
        }
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }
}
