package io.rialto.chaos.promises;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SessionReply;
import io.rialto.proto.trading.TradingGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** One stream of commands to one node. A sequence may be on its way once at a time. */
final class CommandCalls implements StreamObserver<ReplyBatch>, AutoCloseable {

  private record Place(long session, long sequence) {}

  private final Map<Place, CompletableFuture<Reply>> awaited = new ConcurrentHashMap<>();
  private final StreamObserver<CommandBatch> out;

  CommandCalls(TradingGrpc.TradingStub stub) {
    out = stub.stream(this);
  }

  /** Sends one batch; the futures fail if the stream breaks first. */
  List<CompletableFuture<Reply>> send(List<SessionCommand> commands) {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (SessionCommand command : commands) {
      CompletableFuture<Reply> reply = new CompletableFuture<>();
      awaited.put(new Place(command.getSession(), command.getSequence()), reply);
      replies.add(reply);
    }
    out.onNext(CommandBatch.newBuilder().addAllCommands(commands).build());
    return replies;
  }

  @Override
  public void onNext(ReplyBatch batch) {
    for (SessionReply each : batch.getRepliesList()) {
      awaited.remove(new Place(each.getSession(), each.getSequence())).complete(each.getReply());
    }
  }

  @Override
  public void onError(Throwable failure) {
    awaited.values().forEach(reply -> reply.completeExceptionally(failure));
  }

  @Override
  public void onCompleted() {
    onError(Status.UNAVAILABLE.withDescription("the node ended the stream").asException());
  }

  @Override
  public void close() {
    out.onCompleted();
  }
}
