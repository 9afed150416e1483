package io.rialto.node.ingress;

import static org.awaitility.Awaitility.await;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.TradingGrpc;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client's stream: sends what it is told and remembers what comes back, in order. */
final class TestStream implements StreamObserver<ReplyBatch> {
  final long session;
  private final StreamObserver<CommandBatch> out;
  private final Collection<Answered> answers = new ConcurrentLinkedQueue<>();
  private volatile Status ended;

  /** A reply and what it is the reply to. */
  record Answered(long session, long sequence, Reply reply) {}

  TestStream(Channel channel, long session) {
    this.session = session;
    out = TradingGrpc.newStub(channel).stream(this);
  }

  /** A command of this session; everything may still be asked for again. */
  SessionCommand command(long sequence, long predecessor, Command command) {
    return SessionCommand.newBuilder()
        .setSession(session)
        .setSequence(sequence)
        .setLowestUnanswered(1)
        .setPredecessor(predecessor)
        .setCommand(command)
        .build();
  }

  void send(SessionCommand... commands) {
    out.onNext(CommandBatch.newBuilder().addAllCommands(Arrays.asList(commands)).build());
  }

  void send(long sequence, long predecessor, Command command) {
    send(command(sequence, predecessor, command));
  }

  void end() {
    out.onCompleted();
  }

  /** The first reply to the sequence, once it is there. */
  Reply reply(long sequence) {
    return reply(sequence, 1);
  }

  /** The reply of that place to the sequence, once it is there. */
  Reply reply(long sequence, int place) {
    await()
        .atMost(TestNode.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> replies(sequence).size() >= place);
    return replies(sequence).get(place - 1);
  }

  List<Reply> replies(long sequence) {
    return answers.stream()
        .filter(answer -> answer.sequence == sequence)
        .map(Answered::reply)
        .toList();
  }

  Collection<Answered> answers() {
    return answers;
  }

  /** How the stream ended, once it has. */
  Status ended() {
    await().atMost(TestNode.PATIENCE).until(() -> ended != null);
    return ended;
  }

  boolean lives() {
    return ended == null;
  }

  @Override
  public void onNext(ReplyBatch batch) {
    batch
        .getRepliesList()
        .forEach(
            reply ->
                answers.add(
                    new Answered(reply.getSession(), reply.getSequence(), reply.getReply())));
  }

  @Override
  public void onError(Throwable failure) {
    ended = Status.fromThrowable(failure);
  }

  @Override
  public void onCompleted() {
    ended = Status.OK;
  }
}
