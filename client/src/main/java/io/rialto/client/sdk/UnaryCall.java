package io.rialto.client.sdk;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One attempt of a call with one reply. It tells whether the request may have left this machine:
 * when it surely has not, nothing can have happened. The answer comes on the channel's executor.
 */
final class UnaryCall<R> extends ClientCall.Listener<R> {

  /**
   * How the attempt ended.
   *
   * @param reply null if there is none; then {@code status} says why
   * @param sent whether the request may have reached a node
   * @param leader the leader's endpoint if the node forwarded, else empty
   */
  record Answer<R>(R reply, Status status, boolean sent, String leader) {}

  private final Consumer<Answer<R>> whenDone;
  private final SentMark mark = new SentMark();
  private ClientCall<?, R> call;
  private R reply;
  private String leader = "";

  private UnaryCall(Consumer<Answer<R>> whenDone) {
    this.whenDone = whenDone;
  }

  static <Q, R> UnaryCall<R> start(
      Channel channel,
      MethodDescriptor<Q, R> method,
      Q request,
      long timeoutMillis,
      Consumer<Answer<R>> whenDone) {
    UnaryCall<R> listener = new UnaryCall<>(whenDone);
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadlineAfter(timeoutMillis, TimeUnit.MILLISECONDS)
            .withStreamTracerFactory(listener.mark);
    ClientCall<Q, R> call = channel.newCall(method, options);
    call.start(listener, new Metadata());
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    listener.call = call;
    return listener;
  }

  /**
   * Ends an attempt that has found no connection in that time; one that was sent, or is over, goes
   * on.
   */
  void cancelUnlessSent(long millis) {
    if (!mark.sent) {
      call.cancel("no connection within " + millis + " ms", null);
    }
  }

  @Override
  public void onHeaders(Metadata headers) {
    leader = LeaderHeader.in(headers);
  }

  @Override
  public void onMessage(R message) {
    reply = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    if (leader.isEmpty()) {
      leader = LeaderHeader.in(trailers);
    }
    Status ending =
        status.isOk() && reply == null
            ? Status.INTERNAL.withDescription("the node closed the call without a reply")
            : status;
    whenDone.accept(new Answer<>(ending.isOk() ? reply : null, ending, mark.sent, leader));
  }

  /** Learns from the transport whether the request was handed to a connection. */
  private static final class SentMark extends ClientStreamTracer.Factory {

    private volatile boolean sent;

    @Override
    public ClientStreamTracer newClientStreamTracer(
        ClientStreamTracer.StreamInfo info, Metadata headers) {
      return new ClientStreamTracer() {
        @Override
        public void outboundMessage(int sequence) {
          sent = true;
        }
      };
    }
  }
}
