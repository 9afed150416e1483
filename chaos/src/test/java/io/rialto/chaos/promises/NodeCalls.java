package io.rialto.chaos.promises;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Consistency;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.OpenSessionRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SummaryReply;
import io.rialto.proto.trading.SummaryRequest;
import io.rialto.proto.trading.TradingGrpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Calls one node by the bare contract: nothing is sent twice by itself, and every reply is shown as
 * it came. Without an answer the calls throw {@link io.grpc.StatusRuntimeException}.
 */
final class NodeCalls implements AutoCloseable {

  /** Longer than any wait of a node's own. */
  private static final int CALL_SECONDS_MAX = 30;

  private final ManagedChannel channel;

  NodeCalls(String endpoint) {
    channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().disableRetry().build();
  }

  OpenSessionReply openSession() {
    return blocking().openSession(OpenSessionRequest.getDefaultInstance());
  }

  Reply execute(String requestId, Command command) {
    return blocking().execute(request(requestId, command));
  }

  /** The same, without waiting; the future fails without an answer. */
  CompletableFuture<Reply> executing(String requestId, Command command) {
    Answer<Reply> answer = new Answer<>();
    stub().execute(request(requestId, command), answer);
    return answer.future();
  }

  private static ExecuteRequest request(String requestId, Command command) {
    return ExecuteRequest.newBuilder().setRequestId(requestId).setCommand(command).build();
  }

  Reply resolve(long session, long sequence) {
    return blocking()
        .resolve(ResolveRequest.newBuilder().setSession(session).setSequence(sequence).build())
        .getReply();
  }

  SummaryReply read(String user, Consistency consistency, long minLogIndex) {
    return blocking().summary(request(user, consistency, minLogIndex));
  }

  /** The same, without waiting; the future fails without an answer. */
  CompletableFuture<SummaryReply> reading(String user, Consistency consistency) {
    Answer<SummaryReply> answer = new Answer<>();
    stub().summary(request(user, consistency, 0), answer);
    return answer.future();
  }

  private static SummaryRequest request(String user, Consistency consistency, long minLogIndex) {
    return SummaryRequest.newBuilder()
        .setUser(user)
        .setConsistency(consistency)
        .setMinLogIndex(minLogIndex)
        .build();
  }

  CommandCalls stream() {
    return new CommandCalls(TradingGrpc.newStub(channel));
  }

  /** Sends commands in one batch on a stream of their own; their replies, in the same order. */
  List<Reply> send(List<SessionCommand> commands) {
    try (CommandCalls stream = stream()) {
      List<CompletableFuture<Reply>> replies = stream.send(commands);
      return replies.stream()
          .map(reply -> reply.orTimeout(CALL_SECONDS_MAX, TimeUnit.SECONDS).join())
          .toList();
    }
  }

  private TradingGrpc.TradingBlockingStub blocking() {
    return TradingGrpc.newBlockingStub(channel)
        .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
  }

  private TradingGrpc.TradingStub stub() {
    return TradingGrpc.newStub(channel).withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
