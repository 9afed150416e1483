package io.rialto.node.ingress;

import io.grpc.stub.ServerCallStreamObserver;
import io.rialto.node.machine.AccountReader;
import io.rialto.node.machine.AppliedMark;
import io.rialto.node.machine.Summary;
import io.rialto.node.ops.Limits;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.node.raft.StateView;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummariesRequest;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of accounts. A strict read waits until an entry that was submitted after it arrived has
 * been applied here; all that wait share one. The engine's own linearizable reads are not used:
 * they have been seen to return stale values from a leader that was cut off.
 */
final class Reads {
  private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

  private final ReplicatedMachine machine;
  private final Sequencer sequencer;
  private final ReadThreads threads;
  private final Semaphore waiting = new Semaphore(Limits.READS_WAITING_MAX);

  Reads(ReplicatedMachine machine, Sequencer sequencer, ReadThreads threads) {
    this.machine = machine;
    this.sequencer = sequencer;
    this.threads = threads;
  }

  void summary(SummaryRequest request, ServerCallStreamObserver<SummaryReply> out) {
    out.setOnCancelHandler(() -> LOG.debug("a reader hung up"));
    Optional<String> fault = CommandShape.checkUser(request.getUser());
    CompletableFuture<Void> reached =
        fault.isPresent()
            ? refused(Refusal.invalid(fault.get()))
            : reach(request.getConsistency(), request.getMinLogIndex());
    answerWhen(reached.thenRunAsync(() -> answer(request.getUser(), out), threads.points()), out);
  }

  void summaries(SummariesRequest request, ServerCallStreamObserver<SummaryReply> out) {
    Readiness readiness = new Readiness(out);
    CompletableFuture<Void> reached = reach(request.getConsistency(), request.getMinLogIndex());
    answerWhen(reached.thenRunAsync(() -> scan(readiness, out), threads.scans()), out);
  }

  /** Turns a read's failure into its reply, or into the call's status if it has none. */
  private static void answerWhen(
      CompletableFuture<Void> read, ServerCallStreamObserver<SummaryReply> out) {
    read.whenComplete(
        (ignored, failure) -> {
          if (failure == null) {
            return;
          }
          Refusal refusal = Failures.refusal(failure);
          if (refusal == null) {
            LOG.warn("a read failed", failure);
            out.onError(Failures.status(failure).asException());
          } else {
            out.onNext(Replies.summaryReply(refusal));
            out.onCompleted();
          }
        });
  }

  /** Completes when the state here is what the consistency asks for. */
  private CompletableFuture<Void> reach(Consistency consistency, long minLogIndex) {
    return switch (consistency) {
      case STRICT -> bounded(sequencer::barrier);
      case SESSION -> whenApplied(minLogIndex);
      case STALE -> CompletableFuture.completedFuture(null);
      case UNRECOGNIZED -> refused(Refusal.invalid("the consistency is not known"));
    };
  }

  /** Completes when this node has applied the index; fails if that takes too long. */
  CompletableFuture<Void> whenApplied(long index) {
    if (index < 0) {
      return refused(Refusal.invalid("log index " + Long.toUnsignedString(index)));
    }
    return bounded(
        () -> {
          CompletableFuture<Void> applied = machine.whenApplied(index);
          // Its failure also makes the machine forget that somebody waits.
          return applied.orTimeout(Limits.READ_WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
        });
  }

  private CompletableFuture<Void> bounded(Supplier<CompletableFuture<Void>> wait) {
    if (!waiting.tryAcquire()) {
      return refused(Refusal.overloaded(Limits.READS_WAITING_MAX + " reads wait on this node"));
    }
    return wait.get().whenComplete((ignored, failure) -> waiting.release());
  }

  private static CompletableFuture<Void> refused(Refusal refusal) {
    return CompletableFuture.failedFuture(new RefusedException(refusal));
  }

  private void answer(String user, ServerCallStreamObserver<SummaryReply> out) {
    try (StateView view = machine.view()) {
      Summary summary = AccountReader.summary(view, user);
      SummaryReply.Builder reply = marked(view.applied());
      if (summary == null) {
        reply.setCode(ResultCode.UNKNOWN_USER).setMessage("there is no user " + user);
      } else {
        reply.setSummary(Replies.summary(summary));
      }
      out.onNext(reply.build());
    }
    out.onCompleted();
  }

  private void scan(Readiness readiness, ServerCallStreamObserver<SummaryReply> out) {
    try (StateView view = machine.view()) {
      SummariesScan scan = new SummariesScan(view, readiness, out);
      AccountReader.users(view, scan::visit);
      scan.finish();
    }
  }

  private static SummaryReply.Builder marked(AppliedMark mark) {
    return SummaryReply.newBuilder()
        .setCode(ResultCode.OK)
        .setLogIndex(mark.index())
        .setTerm(mark.term())
        .setLogTimeMillis(mark.logTimeMillis());
  }

  /** One walk over all users, at one log index. */
  private static final class SummariesScan {
    private final StateView view;
    private final AppliedMark mark;
    private final Readiness readiness;
    private final ServerCallStreamObserver<SummaryReply> out;
    private boolean anyUser;
    private boolean stopped;

    SummariesScan(StateView view, Readiness readiness, ServerCallStreamObserver<SummaryReply> out) {
      this.view = view;
      this.mark = view.applied();
      this.readiness = readiness;
      this.out = out;
    }

    boolean visit(String user) {
      stopped = !readiness.await();
      if (!stopped) {
        anyUser = true;
        Summary summary = AccountReader.summary(view, user);
        out.onNext(marked(mark).setSummary(Replies.summary(summary)).build());
      }
      return !stopped;
    }

    void finish() {
      if (stopped) {
        out.onError(Readiness.stalled().asException());
        return;
      }
      if (!anyUser) {
        out.onNext(marked(mark).build());
      }
      out.onCompleted();
    }
  }
}
