package io.rialto.client.sdk;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A call with many replies, read by a thread that blocks. A few replies are fetched ahead of the
 * reader, never more.
 */
final class PulledStream<R> extends ClientCall.Listener<R> implements AutoCloseable {

  private static final int AHEAD = 4;

  /** A reply, or the end. */
  private record Arrival<R>(R reply, Status end) {}

  private final BlockingQueue<Arrival<R>> arrivals = new LinkedBlockingQueue<>();
  private final ClientCall<?, R> call;

  private <Q> PulledStream(Channel channel, MethodDescriptor<Q, R> method, Q request) {
    ClientCall<Q, R> started = channel.newCall(method, CallOptions.DEFAULT);
    call = started;
    started.start(this, new Metadata());
    started.request(AHEAD);
    started.sendMessage(request);
    started.halfClose();
  }

  static <Q, R> PulledStream<R> start(Channel channel, MethodDescriptor<Q, R> method, Q request) {
    return new PulledStream<>(channel, method, request);
  }

  /**
   * The next reply; null at the end.
   *
   * @throws StatusException if the call failed, or nothing came within the time
   */
  R next(long timeoutMillis) throws StatusException, InterruptedIOException {
    Arrival<R> arrival;
    try {
      arrival = arrivals.poll(timeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a node");
    }
    if (arrival == null) {
      throw Status.DEADLINE_EXCEEDED
          .withDescription("nothing came for " + timeoutMillis + " ms")
          .asException();
    }
    if (arrival.end() == null) {
      call.request(1);
      return arrival.reply();
    }
    if (!arrival.end().isOk()) {
      throw arrival.end().asException();
    }
    return null;
  }

  @Override
  public void onMessage(R message) {
    arrivals.add(new Arrival<>(message, null));
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    arrivals.add(new Arrival<>(null, status));
  }

  @Override
  public void close() {
    call.cancel("the reader is done", null);
  }
}
