package io.rialto.client.sdk;

import io.grpc.Status;
import io.grpc.StatusException;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.DumpLogChunk;
import io.rialto.proto.trading.DumpLogRequest;
import io.rialto.proto.trading.SummariesRequest;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.TradingGrpc;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The reads of any length. They block their caller and go on at another node where that gives the
 * same answer: a dump is the same on every node, byte for byte, so it continues where it broke off;
 * summaries start over only as long as none was handed on.
 */
final class StreamedReads {

  private final Wires wires;
  private final long deadlineMillis;

  /**
   * @param deadlineMillis how long the first reply, and each one after it, is tried for
   */
  StreamedReads(Wires wires, long deadlineMillis) {
    this.wires = wires;
    this.deadlineMillis = deadlineMillis;
  }

  /** One way to read, resumed by {@link #read} after a failure. */
  private interface Attempt {

    /** Reads from the node to the end. */
    void from(String endpoint) throws StatusException, IOException;

    /** Whether it may go on at another node after what was handed on. */
    boolean mayResume();

    /** How much was handed on: time starts anew when it grows. */
    long progress();
  }

  long summaries(Consistency consistency, long minLogIndex, Consumer<SummaryReply> visitor)
      throws IOException {
    SummariesRequest request =
        SummariesRequest.newBuilder()
            .setConsistency(consistency)
            .setMinLogIndex(consistency == Consistency.SESSION ? minLogIndex : 0)
            .build();
    SummariesAttempt attempt = new SummariesAttempt(request, visitor);
    read(attempt);
    return attempt.logIndex;
  }

  long dumpLog(String user, long upToLogIndex, OutputStream out) throws IOException {
    DumpAttempt attempt = new DumpAttempt(user, upToLogIndex, out);
    read(attempt);
    return attempt.upToLogIndex;
  }

  private void read(Attempt attempt) throws IOException {
    long deadlineNanos = wires.now() + deadlineMillis * Wires.NANOS_PER_MILLI;
    long progress = 0;
    for (int failures = 1; ; failures++) {
      String endpoint = onLoop(wires.ring()::preferred);
      try {
        attempt.from(endpoint);
        return;
      } catch (StatusException failed) {
        if (attempt.progress() > progress) {
          progress = attempt.progress();
          deadlineNanos = wires.now() + deadlineMillis * Wires.NANOS_PER_MILLI;
        }
        boolean again =
            Wires.isPassing(failed.getStatus()) && attempt.mayResume() && !wires.isClosed();
        if (!again || wires.now() - deadlineNanos > 0) {
          throw new IOException(endpoint + ": " + Wires.describe(failed.getStatus()), failed);
        }
        wires.loop().execute(() -> wires.ring().failed(endpoint));
        pauseFor(wires.pace().backoff(failures));
      }
    }
  }

  private <T> T onLoop(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, wires.loop()).join();
  }

  private static void pauseFor(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two attempts");
    }
  }

  private final class SummariesAttempt implements Attempt {

    private final SummariesRequest request;
    private final Consumer<SummaryReply> visitor;
    private long handedOn;
    private long logIndex;

    SummariesAttempt(SummariesRequest request, Consumer<SummaryReply> visitor) {
      this.request = request;
      this.visitor = visitor;
    }

    @Override
    public void from(String endpoint) throws StatusException, IOException {
      try (PulledStream<SummaryReply> replies =
          PulledStream.start(
              wires.channels().to(endpoint), TradingGrpc.getSummariesMethod(), request)) {
        for (SummaryReply reply = replies.next(wires.pace().silenceMax());
            reply != null;
            reply = replies.next(wires.pace().silenceMax())) {
          accept(reply);
        }
      }
    }

    private void accept(SummaryReply reply) throws StatusException, IOException {
      String refusal = reply.getCode() + ": " + reply.getMessage();
      switch (CommandResult.Kind.of(reply.getCodeValue())) {
        case DONE -> {
          logIndex = reply.getLogIndex();
          if (reply.hasSummary()) {
            handedOn++;
            visitor.accept(reply);
          }
        }
        case REJECTED -> throw new IOException(refusal);
        case RETRY, UNKNOWN -> throw Status.UNAVAILABLE.withDescription(refusal).asException();
      }
    }

    @Override
    public boolean mayResume() {
      return handedOn == 0;
    }

    @Override
    public long progress() {
      return handedOn;
    }
  }

  private final class DumpAttempt implements Attempt {

    private final String user;
    private final OutputStream out;
    private long upToLogIndex;
    private long written;

    DumpAttempt(String user, long upToLogIndex, OutputStream out) {
      this.user = user;
      this.upToLogIndex = upToLogIndex;
      this.out = out;
    }

    @Override
    public void from(String endpoint) throws StatusException, IOException {
      DumpLogRequest request =
          DumpLogRequest.newBuilder().setUser(user).setUpToLogIndex(upToLogIndex).build();
      long position = 0;
      try (PulledStream<DumpLogChunk> chunks =
          PulledStream.start(
              wires.channels().to(endpoint), TradingGrpc.getDumpLogMethod(), request)) {
        for (DumpLogChunk chunk = chunks.next(wires.pace().silenceMax());
            chunk != null;
            chunk = chunks.next(wires.pace().silenceMax())) {
          if (chunk.getUpToLogIndex() != 0) {
            upToLogIndex = chunk.getUpToLogIndex();
          }
          position = append(chunk, position);
        }
      }
      if (position < written) {
        throw new IOException(
            endpoint + " sent a shorter dump up to " + upToLogIndex + " than another node");
      }
    }

    /**
     * Writes what is new of a chunk that begins at a position of the dump; returns where it ends.
     */
    private long append(DumpLogChunk chunk, long position) throws IOException {
      long end = position + chunk.getXml().size();
      if (end > written) {
        chunk.getXml().substring((int) (written - position)).writeTo(out);
        written = end;
      }
      return end;
    }

    @Override
    public boolean mayResume() {
      return true;
    }

    @Override
    public long progress() {
      return written;
    }
  }
}
