package io.rialto.node.ingress;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.rialto.node.machine.Result;
import io.rialto.node.ops.Limits;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.SessionCommand;
import io.rialto.proto.trading.SessionReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One client's stream of commands and their replies.
 *
 * <p>The stream is read only while few enough of its commands lack a sent reply, so a client that
 * sends without reading stops itself. One that leaves too many bytes unread is cut off; nothing is
 * lost by that, since it can send the same sequences again.
 */
final class CommandStream implements StreamObserver<CommandBatch> {
  private final ServerCallStreamObserver<ReplyBatch> out;
  private final Sequencer sequencer;
  private final Responder responder;
  private final Runnable onEnd;

  // Guarded by this.
  private final ArrayDeque<SessionReply> outbox = new ArrayDeque<>();
  private long outboxBytes;
  private int unanswered;
  private boolean askedForMore;
  private boolean callerDone;
  private boolean over;

  /**
   * @param onEnd called once, when the stream is over
   */
  CommandStream(
      ServerCallStreamObserver<ReplyBatch> out,
      Sequencer sequencer,
      Responder responder,
      Runnable onEnd) {
    this.out = out;
    this.sequencer = sequencer;
    this.responder = responder;
    this.onEnd = onEnd;
  }

  /** To be called before the service method returns. */
  void open() {
    out.disableAutoRequest();
    out.setOnReadyHandler(this::flush);
    out.setOnCancelHandler(this::end);
    askForMore();
  }

  @Override
  public void onNext(CommandBatch batch) {
    long arrivedNanos = System.nanoTime();
    boolean asksForLittle;
    synchronized (this) {
      askedForMore = false;
      unanswered += batch.getCommandsCount();
      asksForLittle = unanswered <= Limits.STREAM_UNANSWERED_SURE;
    }
    Refusal batchFault = fault(batch);
    List<Waiting> accepted = new ArrayList<>(batch.getCommandsCount());
    List<Runnable> refusals = new ArrayList<>();
    for (SessionCommand command : batch.getCommandsList()) {
      Refusal fault = batchFault == null ? Operations.fault(command) : batchFault;
      ReplyTo replyTo = new StreamReply(command.getSession(), command.getSequence());
      if (fault == null) {
        accepted.add(Operations.sessionCommand(command, replyTo, arrivedNanos));
      } else {
        refusals.add(() -> replyTo.refused(fault));
      }
    }
    if (!accepted.isEmpty()) {
      sequencer.accept(accepted, asksForLittle);
    }
    if (!refusals.isEmpty()) {
      responder.deliver(refusals);
    }
    askForMore();
  }

  private static Refusal fault(CommandBatch batch) {
    if (batch.getCommandsCount() > Limits.BATCH_COMMANDS_MAX) {
      return Refusal.invalid(
          "a batch of "
              + batch.getCommandsCount()
              + " commands is over the limit of "
              + Limits.BATCH_COMMANDS_MAX);
    }
    return batch.getSerializedSize() > Limits.BATCH_BYTES_MAX
        ? Refusal.invalid(
            "a batch of "
                + batch.getSerializedSize()
                + " bytes is over the limit of "
                + Limits.BATCH_BYTES_MAX)
        : null;
  }

  @Override
  public void onError(Throwable failure) {
    end();
  }

  @Override
  public void onCompleted() {
    synchronized (this) {
      callerDone = true;
    }
    flush();
  }

  /** Sends what the connection takes now; the rest goes when it is ready again. Any thread. */
  synchronized void flush() {
    while (!over && !outbox.isEmpty() && out.isReady()) {
      ReplyBatch batch = nextBatch();
      unanswered -= batch.getRepliesCount();
      out.onNext(batch);
    }
    if (over) {
      return;
    }
    if (outboxBytes > Limits.STREAM_UNREAD_BYTES_MAX) {
      fail(
          Status.RESOURCE_EXHAUSTED.withDescription(
              outboxBytes + " bytes of replies were left unread"));
    } else if (callerDone && unanswered == 0) {
      end();
      out.onCompleted();
    } else {
      askForMore();
    }
  }

  /** Ends the stream with what it has sent so far. */
  synchronized void fail(Status status) {
    if (!over) {
      end();
      out.onError(status.asRuntimeException());
    }
  }

  private ReplyBatch nextBatch() {
    ReplyBatch.Builder batch = ReplyBatch.newBuilder();
    int bytes = 0;
    do {
      SessionReply reply = outbox.remove();
      bytes += reply.getSerializedSize();
      batch.addReplies(reply);
    } while (!outbox.isEmpty()
        && bytes + outbox.element().getSerializedSize() <= Limits.REPLY_BATCH_BYTES_MAX);
    outboxBytes -= bytes;
    return batch.build();
  }

  private synchronized void askForMore() {
    boolean room = unanswered + Limits.BATCH_COMMANDS_MAX <= Limits.STREAM_UNANSWERED_MAX;
    if (room && !askedForMore && !callerDone && !over) {
      askedForMore = true;
      out.request(1);
    }
  }

  private synchronized void end() {
    if (!over) {
      over = true;
      outbox.clear();
      outboxBytes = 0;
      onEnd.run();
    }
  }

  private synchronized void add(SessionReply reply) {
    if (!over) {
      outbox.add(reply);
      outboxBytes += reply.getSerializedSize();
    }
  }

  private final class StreamReply implements ReplyTo {
    private final long session;
    private final long sequence;

    StreamReply(long session, long sequence) {
      this.session = session;
      this.sequence = sequence;
    }

    @Override
    public void settled(Result result) {
      reply(Replies.reply(result));
    }

    @Override
    public void refused(Refusal refusal) {
      reply(Replies.reply(refusal));
    }

    private void reply(Reply reply) {
      add(
          SessionReply.newBuilder()
              .setSession(session)
              .setSequence(sequence)
              .setReply(reply)
              .build());
      responder.flushLater(CommandStream.this);
    }
  }
}
