package io.rialto.client.sdk;

import io.grpc.MethodDescriptor;
import io.rialto.proto.cluster.ClusterGrpc;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.StatusRequest;
import io.rialto.proto.cluster.TakeSnapshotReply;
import io.rialto.proto.cluster.TakeSnapshotRequest;
import io.rialto.proto.cluster.TransferLeadershipRequest;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.ResolveReply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import io.rialto.proto.trading.TradingGrpc;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A connection to a cluster with one session. Thread-safe.
 *
 * <p>It finds the leader, follows it, and sends a command again for as long as that is safe and its
 * deadline has not passed. A command whose shape is wrong (SPEC, "Values") is rejected without
 * being sent.
 *
 * <p>Futures complete on one thread of the client's own ({@code rialto-client-N-results}). What
 * hangs on them may submit further commands, but should not block: it would hold up the results of
 * others, though not their sending.
 */
public final class RialtoClient implements AutoCloseable {

  private final ClientOptions options;
  private final Wires wires;
  private final ResultThread resultThread;
  private final CommandDesk desk;
  private final StreamedReads streamedReads;
  private final NodeCalls nodeCalls;
  private final Semaphore inFlight;
  private final AtomicInteger permitsToRelease = new AtomicInteger();
  private final Inbox inbox = new Inbox();
  private final AtomicLong submits = new AtomicLong();
  private final AtomicLong seenLogIndex = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private RialtoClient(ClientOptions options, Pace pace) {
    this.options = options;
    this.wires = new Wires(options, pace);
    this.resultThread = new ResultThread(wires.loop().name() + "-results", this::releasePermits);
    this.desk = new CommandDesk(wires, inbox, this::ended);
    this.streamedReads = new StreamedReads(wires, options.deadline().toMillis());
    this.nodeCalls = new NodeCalls(wires, resultThread);
    this.inFlight = new Semaphore(options.commandsInFlightMax());
    wires.loop().whenBroken(failure -> shutDown("the client failed: " + failure));
  }

  /** Returns at once; the session is opened with the first command. */
  public static RialtoClient connect(ClientOptions options) {
    return connect(options, Pace.standard());
  }

  static RialtoClient connect(ClientOptions options, Pace pace) {
    return new RialtoClient(options, pace);
  }

  /**
   * Commands of one user are applied in the order of the calls. The future never fails: unknown is
   * a result. Blocks while as many commands as the options allow are in flight, except when called
   * from a result's continuation.
   */
  public CompletableFuture<CommandResult> submit(Command command) {
    Optional<String> fault = CommandShape.check(command);
    if (fault.isPresent()) {
      return notSent(CommandResult.Kind.REJECTED, ResultCode.INVALID_ARGUMENT, fault.get());
    }
    long deadlineNanos = wires.now() + options.deadline().toNanos();
    boolean permit;
    try {
      permit =
          resultThread.isCurrent()
              ? inFlight.tryAcquire()
              : inFlight.tryAcquire(options.deadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return notSent(
          CommandResult.Kind.RETRY, ResultCode.OVERLOADED, "interrupted before it was sent");
    }
    if (!permit && !resultThread.isCurrent()) {
      return notSent(
          CommandResult.Kind.RETRY,
          ResultCode.OVERLOADED,
          options.commandsInFlightMax() + " commands were in flight until the deadline");
    }
    CompletableFuture<CommandResult> future = new CompletableFuture<>();
    PendingCommand pending =
        new PendingCommand(submits.getAndIncrement(), command, deadlineNanos, future, permit);
    if (inbox.add(pending)) {
      wires.loop().execute(this::drainInbox);
    }
    if (closed.get()) {
      refuseInbox("the client is closed");
    }
    return future;
  }

  /** Submits and waits. Not to be called from a result's continuation: it would wait for itself. */
  public CommandResult execute(Command command) {
    refuseToBlockResults();
    return submit(command).join();
  }

  /**
   * One command without a session, protected against being applied twice by a request id of the
   * caller's choice, for as long as the service keeps it (10 minutes of log time). The future never
   * fails; an unknown outcome is settled by asking again with the same id.
   *
   * @param requestId 1 to 64 printable ASCII characters, for example a UUID
   */
  public CompletableFuture<CommandResult> request(String requestId, Command command) {
    Optional<String> fault = CommandShape.check(command);
    if (fault.isPresent()) {
      return notSent(CommandResult.Kind.REJECTED, ResultCode.INVALID_ARGUMENT, fault.get());
    }
    ExecuteRequest request =
        ExecuteRequest.newBuilder().setRequestId(requestId).setCommand(command).build();
    CompletableFuture<CommandResult> future = new CompletableFuture<>();
    call(
        TradingGrpc.getExecuteMethod(),
        request,
        Readings::ofReply,
        ending -> {
          CommandResult result = Readings.commandResult(ending);
          seen(result.reply().getLogIndex());
          resultThread.complete(future, result);
        });
    return future;
  }

  /**
   * Settles a command of unknown outcome, also one of an earlier client; before it, those of the
   * same user that this client submitted earlier and knows as little of. Asked again, this client
   * gives the same answer, for its session's latest 65,535 such commands. The future never fails.
   */
  public CompletableFuture<CommandResult> resolve(long session, long sequence) {
    CompletableFuture<CommandResult> future = new CompletableFuture<>();
    wires.loop().execute(() -> resolveInOrder(session, sequence, future));
    return future;
  }

  /**
   * A user's earlier commands of unknown outcome are settled first: once this one is, whatever the
   * user submits next may be applied, and none of them may be applied after that.
   */
  private void resolveInOrder(
      long session, long sequence, CompletableFuture<CommandResult> future) {
    OptionalLong earlier = desk.unknownBefore(session, sequence);
    if (earlier.isEmpty()) {
      resolveOne(session, sequence, result -> resultThread.complete(future, result));
      return;
    }
    resolveOne(
        session,
        earlier.getAsLong(),
        result -> {
          if (result.kind() == CommandResult.Kind.UNKNOWN) {
            resultThread.complete(
                future,
                new CommandResult(
                    CommandResult.Kind.UNKNOWN, result.reply(), session, sequence, 0));
          } else {
            resolveInOrder(session, sequence, future);
          }
        });
  }

  private void resolveOne(long session, long sequence, Consumer<CommandResult> whenDone) {
    CommandResult before = desk.resolution(session, sequence);
    if (before != null) {
      whenDone.accept(before);
      return;
    }
    ResolveRequest request =
        ResolveRequest.newBuilder()
            .setSession(session)
            .setSequence(sequence)
            .setLowestUnanswered(desk.lowestUnanswered(session, sequence))
            .build();
    call(
        TradingGrpc.getResolveMethod(),
        request,
        (ResolveReply reply) -> Readings.ofReply(reply.getReply()),
        ending -> {
          CommandResult result = Readings.resolution(ending, session, sequence);
          seen(result.reply().getLogIndex());
          if (result.kind() != CommandResult.Kind.UNKNOWN) {
            desk.resolved(session, sequence, result);
          }
          whenDone.accept(result);
        });
  }

  /**
   * Reads one user's account. The future never fails: a user that is unknown, or that no node could
   * answer within the deadline, is a reply with that code.
   */
  public CompletableFuture<SummaryReply> summary(String user, Consistency consistency) {
    SummaryRequest request =
        SummaryRequest.newBuilder()
            .setUser(user)
            .setConsistency(consistency)
            .setMinLogIndex(consistency == Consistency.SESSION ? seenLogIndex.get() : 0)
            .build();
    CompletableFuture<SummaryReply> future = new CompletableFuture<>();
    call(
        TradingGrpc.getSummaryMethod(),
        request,
        Readings::ofSummary,
        ending -> {
          SummaryReply reply = Readings.summaryReply(ending);
          seen(reply.getLogIndex());
          resultThread.complete(future, reply);
        });
    return future;
  }

  /**
   * Every user's account at one log index, in user order; blocks. Returns that log index. The
   * visitor is called on the calling thread.
   *
   * @throws IOException if no node answered by the deadline, or the stream broke after some users
   *     were visited
   */
  public long summaries(Consistency consistency, Consumer<SummaryReply> visitor)
      throws IOException {
    refuseToBlockResults();
    long logIndex = streamedReads.summaries(consistency, seenLogIndex.get(), visitor);
    seen(logIndex);
    return logIndex;
  }

  /**
   * Streams the audit log as XML; blocks. 0: up to now. Returns the log index up to which it goes.
   *
   * @param user empty for everyone's
   * @throws IOException if no node answered or went on by the deadline, or if writing to {@code
   *     out} failed
   */
  public long dumpLog(String user, long upToLogIndex, OutputStream out) throws IOException {
    refuseToBlockResults();
    long logIndex = streamedReads.dumpLog(user, upToLogIndex, out);
    seen(logIndex);
    return logIndex;
  }

  /**
   * Asks one node about itself; never forwarded, tried once.
   *
   * @return fails with {@link IOException} if the node does not answer
   */
  public CompletableFuture<NodeStatus> status(String endpoint, long hashAtLogIndex) {
    return nodeCalls.send(
        endpoint,
        ClusterGrpc.getStatusMethod(),
        StatusRequest.newBuilder().setHashAtLogIndex(hashAtLogIndex).build(),
        Math.min(options.deadline().toMillis(), wires.pace().attempt()));
  }

  /**
   * Has the node that leads hand leadership over; tried once.
   *
   * @param leader its endpoint
   * @param to the id of the node that is to lead; empty for whichever the others elect
   * @return ends when it no longer leads; fails with {@link IOException} if it never did, still
   *     does, or gave no answer
   */
  public CompletableFuture<Void> transferLeadership(String leader, String to) {
    return nodeCalls
        .send(
            leader,
            ClusterGrpc.getTransferLeadershipMethod(),
            TransferLeadershipRequest.newBuilder().setNodeId(to).build(),
            options.deadline().toMillis())
        .thenApply(reply -> null);
  }

  /**
   * Has one node take a snapshot now; tried once.
   *
   * @return the log index of its newest snapshot; fails with {@link IOException} if there is none
   *     or no answer came
   */
  public CompletableFuture<Long> takeSnapshot(String endpoint) {
    return nodeCalls
        .send(
            endpoint,
            ClusterGrpc.getTakeSnapshotMethod(),
            TakeSnapshotRequest.getDefaultInstance(),
            options.deadline().toMillis())
        .thenApply(TakeSnapshotReply::getSnapshotLogIndex);
  }

  /**
   * Ends the session's use and the connections. What is in flight ends at once: as retry if it was
   * never sent, else as unknown.
   */
  @Override
  public void close() {
    wires.loop().execute(() -> shutDown("the client was closed"));
    ended.join();
  }

  /** On the loop. */
  private void shutDown(String reason) {
    if (closed.compareAndSet(false, true)) {
      try {
        drainInbox();
      } finally {
        wires.close();
        endAll(reason);
      }
    }
  }

  private void endAll(String reason) {
    try {
      desk.close(reason);
    } finally {
      refuseInbox(reason);
      resultThread.shutdown();
      wires.loop().shutdown();
      ended.complete(null);
    }
  }

  private void refuseInbox(String reason) {
    for (PendingCommand left : inbox.take()) {
      left.future.complete(
          Readings.notSent(CommandResult.Kind.RETRY, ResultCode.UNAVAILABLE, reason));
    }
  }

  private void drainInbox() {
    if (wires.isClosed()) {
      refuseInbox("the client is closed");
    } else {
      desk.pump();
    }
  }

  /** On the loop. */
  private void ended(PendingCommand command, CommandResult result) {
    seen(result.reply().getLogIndex());
    resultThread.run(
        () -> {
          if (command.holdsPermit) {
            permitsToRelease.incrementAndGet();
          }
          command.future.complete(result);
        });
  }

  /** Many at once: who waits to submit is woken once for all of them. */
  private void releasePermits() {
    inFlight.release(permitsToRelease.getAndSet(0));
  }

  private <Q, R> void call(
      MethodDescriptor<Q, R> method,
      Q request,
      RetryingCall.Reading<R> reading,
      Consumer<RetryingCall.Ending<R>> whenDone) {
    long deadlineNanos = wires.now() + options.deadline().toNanos();
    RetryingCall<Q, R> call =
        new RetryingCall<>(wires, method, request, reading, deadlineNanos, () -> false, whenDone);
    wires.loop().execute(call::start);
  }

  /** Before the caller learns of it: a session read from then on is not older. */
  private void seen(long logIndex) {
    seenLogIndex.accumulateAndGet(logIndex, Math::max);
  }

  private void refuseToBlockResults() {
    if (resultThread.isCurrent()) {
      throw new IllegalStateException(
          "a result's continuation must not block: submit, and chain on the future");
    }
  }

  private static CompletableFuture<CommandResult> notSent(
      CommandResult.Kind kind, ResultCode code, String message) {
    return CompletableFuture.completedFuture(Readings.notSent(kind, code, message));
  }
}
