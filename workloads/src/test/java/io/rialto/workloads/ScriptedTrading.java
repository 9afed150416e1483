package io.rialto.workloads;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.DumpLogChunk;
import io.rialto.proto.trading.DumpLogRequest;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.OpenSessionRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.ResolveReply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SessionReply;
import io.rialto.proto.trading.TradingGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A real server of the public contract on a free port whose answers the test decides. It notes what
 * arrives and when, and how many commands of each user were unanswered at once. A sequence sent
 * again gets the answer it had.
 */
final class ScriptedTrading extends TradingGrpc.TradingImplBase {

  private static final int RETRY_AFTER_MILLIS = 1_500;

  private static final long SESSION = 41;

  /** A command as it arrived for the first time under its sequence. */
  record Arrival(long sequence, Command command, long nanos) {}

  final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  final List<DumpLogRequest> dumps = new CopyOnWriteArrayList<>();
  final AtomicLong sessions = new AtomicLong();

  private final Server server;
  private final AtomicLong logIndex = new AtomicLong(100);
  private final Map<Long, CompletableFuture<Reply>> answers = new HashMap<>();
  private final Map<String, Integer> unanswered = new HashMap<>();
  private final Map<String, Integer> mostUnanswered = new HashMap<>();

  private volatile Function<SessionCommand, CompletableFuture<Reply>> script =
      command -> CompletableFuture.completedFuture(done());
  private volatile Function<Long, Reply> resolution = this::recorded;
  private volatile String dump = "<?xml version=\"1.0\"?>\n<log/>";

  ScriptedTrading() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(this)
            .build()
            .start();
  }

  String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  /** How commands are answered; a future that is never completed is an answer that never comes. */
  void answer(Function<SessionCommand, CompletableFuture<Reply>> decided) {
    script = decided;
  }

  void answerAtOnce(Function<SessionCommand, Reply> decided) {
    script = command -> CompletableFuture.completedFuture(decided.apply(command));
  }

  void resolve(Function<Long, Reply> decided) {
    resolution = decided;
  }

  void dump(String xml) {
    dump = xml;
  }

  Reply done() {
    return of(ResultCode.OK);
  }

  Reply of(ResultCode code) {
    Reply.Builder reply = Reply.newBuilder().setCode(code).setTerm(1);
    if (code.getNumber() < 8000) {
      reply.setLogIndex(logIndex.incrementAndGet());
    } else {
      // Far apart, so that no attempt is under way when a client's short deadline ends: that would
      // be an outcome that is unknown, and no refusal.
      reply.setRetryAfterMillis(RETRY_AFTER_MILLIS);
    }
    return reply.build();
  }

  List<Long> numbers() {
    return arrivals.stream().map(arrival -> arrival.command().getNumber()).toList();
  }

  synchronized int mostUnanswered(String user) {
    return mostUnanswered.getOrDefault(user, 0);
  }

  @Override
  public void openSession(OpenSessionRequest request, StreamObserver<OpenSessionReply> observer) {
    sessions.incrementAndGet();
    observer.onNext(
        OpenSessionReply.newBuilder()
            .setCode(ResultCode.OK)
            .setSession(SESSION)
            .setLogIndex(logIndex.incrementAndGet())
            .build());
    observer.onCompleted();
  }

  @Override
  public StreamObserver<CommandBatch> stream(StreamObserver<ReplyBatch> observer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(CommandBatch batch) {
        for (SessionCommand command : batch.getCommandsList()) {
          arrived(command).thenAccept(reply -> send(observer, command, reply));
        }
      }

      @Override
      public void onError(Throwable failure) {
        // The client went away; so do its answers.
      }

      @Override
      public void onCompleted() {
        synchronized (observer) {
          observer.onCompleted();
        }
      }
    };
  }

  @Override
  public void resolve(ResolveRequest request, StreamObserver<ResolveReply> observer) {
    observer.onNext(
        ResolveReply.newBuilder().setReply(resolution.apply(request.getSequence())).build());
    observer.onCompleted();
  }

  @Override
  public void dumpLog(DumpLogRequest request, StreamObserver<DumpLogChunk> observer) {
    dumps.add(request);
    observer.onNext(DumpLogChunk.newBuilder().setUpToLogIndex(request.getUpToLogIndex()).build());
    for (String half : halves(dump)) {
      observer.onNext(
          DumpLogChunk.newBuilder()
              .setUpToLogIndex(request.getUpToLogIndex())
              .setXml(ByteString.copyFrom(half, StandardCharsets.UTF_8))
              .build());
    }
    observer.onCompleted();
  }

  void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
  }

  private synchronized CompletableFuture<Reply> arrived(SessionCommand command) {
    CompletableFuture<Reply> known = answers.get(command.getSequence());
    if (known != null) {
      return known;
    }
    String user = command.getCommand().getUser();
    arrivals.add(new Arrival(command.getSequence(), command.getCommand(), System.nanoTime()));
    mostUnanswered.merge(user, unanswered.merge(user, 1, Integer::sum), Math::max);
    CompletableFuture<Reply> answer =
        script.apply(command).thenApply(reply -> answered(command, reply));
    answers.put(command.getSequence(), answer);
    return answer;
  }

  /** What is sent back to retry left nothing behind: the same sequence is asked anew. */
  private synchronized Reply answered(SessionCommand command, Reply reply) {
    unanswered.merge(command.getCommand().getUser(), -1, Integer::sum);
    if (reply.getCodeValue() >= 8000) {
      answers.remove(command.getSequence());
    }
    return reply;
  }

  private synchronized Reply recorded(long sequence) {
    CompletableFuture<Reply> answer = answers.get(sequence);
    return answer != null && answer.isDone() ? answer.join() : of(ResultCode.CANCELLED);
  }

  private static void send(
      StreamObserver<ReplyBatch> observer, SessionCommand command, Reply reply) {
    SessionReply answer =
        SessionReply.newBuilder()
            .setSession(command.getSession())
            .setSequence(command.getSequence())
            .setReply(reply)
            .build();
    synchronized (observer) {
      observer.onNext(ReplyBatch.newBuilder().addReplies(answer).build());
    }
  }

  private static List<String> halves(String text) {
    List<String> halves = new ArrayList<>();
    halves.add(text.substring(0, text.length() / 2));
    halves.add(text.substring(text.length() / 2));
    return halves;
  }
}
