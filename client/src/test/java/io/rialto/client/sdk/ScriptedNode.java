package io.rialto.client.sdk;

import com.google.protobuf.ByteString;
import io.grpc.ForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.rialto.proto.cluster.ClusterGrpc;
import io.rialto.proto.cluster.NodeStatus;
import io.rialto.proto.cluster.StatusRequest;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.DumpLogChunk;
import io.rialto.proto.trading.DumpLogRequest;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.OpenSessionRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.ResolveReply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SessionReply;
import io.rialto.proto.trading.SummariesRequest;
import io.rialto.proto.trading.Summary;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import io.rialto.proto.trading.TradingGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** A real gRPC server on a real socket that does with each command what its script says. */
public final class ScriptedNode implements AutoCloseable {

  /** What becomes of one command. */
  public sealed interface Action {
    record Apply() implements Action {}

    record Answer(Reply reply) implements Action {}

    /** Applies it, tells nobody. */
    record ApplySilently() implements Action {}

    record Ignore() implements Action {}

    record BreakStream() implements Action {}

    record ApplyAndBreakStream() implements Action {}
  }

  public static final Action APPLY = new Action.Apply();
  public static final Action APPLY_SILENTLY = new Action.ApplySilently();
  public static final Action IGNORE = new Action.Ignore();
  public static final Action BREAK = new Action.BreakStream();
  public static final Action APPLY_AND_BREAK = new Action.ApplyAndBreakStream();

  private static final Metadata.Key<String> LEADER =
      Metadata.Key.of("rialto-leader", Metadata.ASCII_STRING_MARSHALLER);

  public final List<CommandBatch> batches = new CopyOnWriteArrayList<>();

  /** The requests of Resolve. */
  public final List<ResolveRequest> resolves = new CopyOnWriteArrayList<>();

  /** The requests of Execute. */
  public final List<ExecuteRequest> requests = new CopyOnWriteArrayList<>();

  /** Of each session read of one user or of all: the log index that it must not be older than. */
  public final List<Long> sessionReads = new CopyOnWriteArrayList<>();

  public volatile Function<SessionCommand, Action> script = command -> APPLY;

  /** Instead of the log, for calls with one reply and for opening sessions; null: none. */
  public volatile Supplier<Reply> refusal = () -> null;

  /** The leader's endpoint in response headers; empty: no such header. */
  public volatile String leaderHeader = "";

  /** Chunks of a dump, after which the stream breaks if {@code dumpBreaks}. */
  public volatile List<String> dump = List.of();

  public volatile boolean dumpBreaks;

  private final ScriptedLog log;
  private final Server server;
  private final int port;

  public ScriptedNode(ScriptedLog log) throws IOException {
    this.log = log;
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(ServerInterceptors.intercept(new Trading(), new LeaderInHeader()))
            .addService(new Cluster())
            .build()
            .start();
    port = server.getPort();
  }

  public static Action answer(ResultCode code) {
    return new Action.Answer(ScriptedLog.refusal(code));
  }

  public static Action answer(Reply.Builder reply) {
    return new Action.Answer(reply.build());
  }

  public String endpoint() {
    return "127.0.0.1:" + port;
  }

  public List<SessionCommand> received() {
    return batches.stream().flatMap(batch -> batch.getCommandsList().stream()).toList();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Trading extends TradingGrpc.TradingImplBase {

    @Override
    public void openSession(OpenSessionRequest request, StreamObserver<OpenSessionReply> response) {
      Reply refused = refusal.get();
      if (refused == null) {
        response.onNext(OpenSessionReply.newBuilder().setSession(log.openSession()).build());
      } else {
        response.onNext(
            OpenSessionReply.newBuilder()
                .setCode(refused.getCode())
                .setMessage(refused.getMessage())
                .setLeader(refused.getLeader())
                .build());
      }
      response.onCompleted();
    }

    @Override
    public StreamObserver<CommandBatch> stream(StreamObserver<ReplyBatch> response) {
      return new StreamObserver<>() {
        private boolean broken;

        @Override
        public void onNext(CommandBatch batch) {
          if (!broken) {
            batches.add(batch);
            batch.getCommandsList().forEach(this::act);
          }
        }

        private void act(SessionCommand command) {
          if (broken) {
            return;
          }
          Action action = script.apply(command);
          if (action instanceof Action.Apply) {
            reply(command, log.apply(command));
          } else if (action instanceof Action.Answer answer) {
            reply(command, answer.reply());
          } else if (action instanceof Action.ApplySilently) {
            log.apply(command);
          } else if (action instanceof Action.BreakStream) {
            breakOff();
          } else if (action instanceof Action.ApplyAndBreakStream) {
            log.apply(command);
            breakOff();
          }
        }

        private void reply(SessionCommand command, Reply reply) {
          response.onNext(
              ReplyBatch.newBuilder()
                  .addReplies(
                      SessionReply.newBuilder()
                          .setSession(command.getSession())
                          .setSequence(command.getSequence())
                          .setReply(reply))
                  .build());
        }

        private void breakOff() {
          broken = true;
          response.onError(Status.UNAVAILABLE.withDescription("scripted break").asException());
        }

        @Override
        public void onError(Throwable cancelled) {
          broken = true;
        }

        @Override
        public void onCompleted() {
          if (!broken) {
            response.onCompleted();
          }
        }
      };
    }

    @Override
    public void execute(ExecuteRequest request, StreamObserver<Reply> response) {
      requests.add(request);
      Reply refused = refusal.get();
      response.onNext(
          refused == null ? log.execute(request.getRequestId(), request.getCommand()) : refused);
      response.onCompleted();
    }

    @Override
    public void resolve(ResolveRequest request, StreamObserver<ResolveReply> response) {
      resolves.add(request);
      Reply refused = refusal.get();
      Reply reply =
          refused == null ? log.resolve(request.getSession(), request.getSequence()) : refused;
      response.onNext(ResolveReply.newBuilder().setReply(reply).build());
      response.onCompleted();
    }

    private void note(Consistency consistency, long minLogIndex) {
      if (consistency == Consistency.SESSION) {
        sessionReads.add(minLogIndex);
      }
    }

    @Override
    public void summary(SummaryRequest request, StreamObserver<SummaryReply> response) {
      note(request.getConsistency(), request.getMinLogIndex());
      Reply refused = refusal.get();
      SummaryReply.Builder reply = SummaryReply.newBuilder().setLogIndex(7);
      if (refused == null) {
        reply.setSummary(Summary.newBuilder().setUser(request.getUser()));
      } else {
        reply.setCode(refused.getCode());
      }
      response.onNext(reply.build());
      response.onCompleted();
    }

    @Override
    public void summaries(SummariesRequest request, StreamObserver<SummaryReply> response) {
      note(request.getConsistency(), request.getMinLogIndex());
      Reply refused = refusal.get();
      if (refused != null) {
        response.onNext(SummaryReply.newBuilder().setCode(refused.getCode()).build());
      } else {
        for (String user : List.of("alice", "bob")) {
          response.onNext(
              SummaryReply.newBuilder()
                  .setLogIndex(9)
                  .setSummary(Summary.newBuilder().setUser(user))
                  .build());
        }
      }
      response.onCompleted();
    }

    @Override
    public void dumpLog(DumpLogRequest request, StreamObserver<DumpLogChunk> response) {
      long upTo = request.getUpToLogIndex() == 0 ? 42 : request.getUpToLogIndex();
      response.onNext(DumpLogChunk.newBuilder().setUpToLogIndex(upTo).build());
      for (String chunk : dump) {
        response.onNext(DumpLogChunk.newBuilder().setXml(ByteString.copyFromUtf8(chunk)).build());
      }
      if (dumpBreaks) {
        response.onError(Status.UNAVAILABLE.withDescription("scripted break").asException());
      } else {
        response.onCompleted();
      }
    }
  }

  private static final class Cluster extends ClusterGrpc.ClusterImplBase {

    @Override
    public void status(StatusRequest request, StreamObserver<NodeStatus> response) {
      response.onNext(NodeStatus.newBuilder().setNodeId("scripted").build());
      response.onCompleted();
    }
  }

  private final class LeaderInHeader implements ServerInterceptor {

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      return next.startCall(
          new ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata responseHeaders) {
              if (!leaderHeader.isEmpty()) {
                responseHeaders.put(LEADER, leaderHeader);
              }
              super.sendHeaders(responseHeaders);
            }
          },
          headers);
    }
  }
}
