package io.rialto.client.sdk;

import io.grpc.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What every part of a client shares: its loop, the channels to the nodes, and what is known of the
 * leader.
 */
final class Wires {

  static final long NANOS_PER_MILLI = 1_000_000L;

  private final Loop loop;
  private final Pace pace;
  private final Channels channels;
  private final EndpointRing ring;
  private final Set<Runnable> endings = new LinkedHashSet<>();
  private volatile boolean closed;

  Wires(ClientOptions options, Pace pace) {
    this.loop = new Loop();
    this.pace = pace;
    this.channels = new Channels(loop);
    this.ring = new EndpointRing(options.endpoints(), pace, System::nanoTime);
  }

  Loop loop() {
    return loop;
  }

  Pace pace() {
    return pace;
  }

  Channels channels() {
    return channels;
  }

  EndpointRing ring() {
    return ring;
  }

  /** The monotonic clock, in nanoseconds. */
  long now() {
    return System.nanoTime();
  }

  boolean isClosed() {
    return closed;
  }

  /** What to run when the client closes before a call has ended. Loop only. */
  void whenClosed(Runnable ending) {
    endings.add(ending);
  }

  void forget(Runnable ending) {
    endings.remove(ending);
  }

  /** On the loop. */
  void close() {
    closed = true;
    channels.close();
    List.copyOf(endings).forEach(Runnable::run);
  }

  /** Whether another attempt may fare better than one that ended with the status. */
  static boolean isPassing(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE,
          DEADLINE_EXCEEDED,
          RESOURCE_EXHAUSTED,
          ABORTED,
          CANCELLED,
          INTERNAL,
          UNKNOWN ->
          true;
      case OK,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }

  /** A gRPC status in words for people: its own, without the chain of causes. */
  static String describe(Status status) {
    String text = status.getDescription() == null ? "" : ", " + status.getDescription();
    Throwable cause = status.getCause();
    String reason =
        cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return status.getCode() + text + reason;
  }
}
