package io.rialto.node.ingress;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.rialto.node.machine.Result;
import io.rialto.node.ops.Limits;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.node.raft.StateView;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.DumpLogChunk;
import io.rialto.proto.trading.DumpLogRequest;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.OpenSessionRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.ResolveReply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.SummariesRequest;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import io.rialto.proto.trading.TradingGrpc;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public trading service, as trading.proto has it. No method of it blocks. */
final class TradingService extends TradingGrpc.TradingImplBase {
  private static final Logger LOG = LoggerFactory.getLogger(TradingService.class);

  private final ReplicatedMachine machine;
  private final Sequencer sequencer;
  private final Responder responder;
  private final Reads reads;
  private final ReadThreads threads;
  private final Set<CommandStream> streams = ConcurrentHashMap.newKeySet();

  TradingService(
      ReplicatedMachine machine,
      Sequencer sequencer,
      Responder responder,
      Reads reads,
      ReadThreads threads) {
    this.machine = machine;
    this.sequencer = sequencer;
    this.responder = responder;
    this.reads = reads;
    this.threads = threads;
  }

  @Override
  public void openSession(OpenSessionRequest request, StreamObserver<OpenSessionReply> out) {
    sequencer.accept(
        List.of(
            Operations.openSession(
                new UnaryReply<>(out, Replies::openSessionReply, Replies::openSessionReply))));
  }

  @Override
  public StreamObserver<CommandBatch> stream(StreamObserver<ReplyBatch> out) {
    CommandStream[] opened = new CommandStream[1];
    CommandStream stream =
        new CommandStream(
            (ServerCallStreamObserver<ReplyBatch>) out,
            sequencer,
            responder,
            () -> streams.remove(opened[0]));
    opened[0] = stream;
    streams.add(stream);
    stream.open();
    if (streams.size() > Limits.STREAMS_MAX) {
      stream.fail(
          Status.RESOURCE_EXHAUSTED.withDescription(
              Limits.STREAMS_MAX + " streams are open on this node"));
    }
    return stream;
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<Reply> out) {
    ReplyTo replyTo = new UnaryReply<>(out, Replies::reply, Replies::reply);
    Refusal fault = Operations.fault(request);
    if (fault == null) {
      sequencer.accept(List.of(Operations.requestCommand(request, replyTo)));
    } else {
      replyTo.refused(fault);
    }
  }

  @Override
  public void resolve(ResolveRequest request, StreamObserver<ResolveReply> out) {
    ReplyTo replyTo =
        new UnaryReply<>(
            out,
            result -> ResolveReply.newBuilder().setReply(Replies.reply(result)).build(),
            refusal -> ResolveReply.newBuilder().setReply(Replies.reply(refusal)).build());
    Refusal fault = Operations.fault(request);
    if (fault == null) {
      sequencer.accept(List.of(Operations.resolve(request, replyTo)));
    } else {
      replyTo.refused(fault);
    }
  }

  @Override
  public void summary(SummaryRequest request, StreamObserver<SummaryReply> out) {
    reads.summary(request, (ServerCallStreamObserver<SummaryReply>) out);
  }

  @Override
  public void summaries(SummariesRequest request, StreamObserver<SummaryReply> out) {
    reads.summaries(request, (ServerCallStreamObserver<SummaryReply>) out);
  }

  @Override
  public void dumpLog(DumpLogRequest request, StreamObserver<DumpLogChunk> out) {
    ServerCallStreamObserver<DumpLogChunk> call = (ServerCallStreamObserver<DumpLogChunk>) out;
    Readiness readiness = new Readiness(call);
    String user = request.getUser();
    if (!user.isEmpty() && CommandShape.checkUser(user).isPresent()) {
      Refusal refusal = Refusal.invalid(CommandShape.checkUser(user).get());
      out.onError(Failures.status(refusal).asException());
      return;
    }
    reads
        .whenApplied(request.getUpToLogIndex())
        .thenRunAsync(() -> dump(request, readiness, call), threads.scans())
        .whenComplete(
            (ignored, failure) -> {
              if (failure != null) {
                LOG.warn("a dump failed: {}", failure.toString());
                out.onError(Failures.status(failure).asException());
              }
            });
  }

  private void dump(
      DumpLogRequest request, Readiness readiness, ServerCallStreamObserver<DumpLogChunk> call) {
    try (StateView view = machine.view()) {
      long applied = view.applied().index();
      long upTo = request.getUpToLogIndex() == 0 ? applied : request.getUpToLogIndex();
      new AuditDump(view, request.getUser(), upTo, readiness, call).run();
    }
  }

  /** Ends all streams; what they have sent so far has been answered. */
  void endStreams() {
    Status stopping = Failures.status(Refusal.unavailable("this node is stopping"));
    List.copyOf(streams)
        .forEach(
            stream -> {
              stream.flush();
              stream.fail(stopping);
            });
  }

  /** The answer to a call that has one. */
  private static final class UnaryReply<M> implements ReplyTo {
    private final StreamObserver<M> out;
    private final Function<Result, M> ofResult;
    private final Function<Refusal, M> ofRefusal;

    UnaryReply(
        StreamObserver<M> out, Function<Result, M> ofResult, Function<Refusal, M> ofRefusal) {
      this.out = out;
      this.ofResult = ofResult;
      this.ofRefusal = ofRefusal;
      // With a handler set, an answer to a caller who has hung up is dropped without an error.
      ((ServerCallStreamObserver<M>) out)
          .setOnCancelHandler(() -> LOG.debug("a caller hung up before the answer"));
    }

    @Override
    public void settled(Result result) {
      out.onNext(ofResult.apply(result));
      out.onCompleted();
    }

    @Override
    public void refused(Refusal refusal) {
      out.onNext(ofRefusal.apply(refusal));
      out.onCompleted();
    }
  }
}
