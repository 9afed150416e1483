package io.rialto.client.sdk;

import io.rialto.proto.trading.OpenSessionReply;
import io.rialto.proto.trading.OpenSessionRequest;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.TradingGrpc;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Opens sessions, one attempt after the other for as long as somebody waits. An attempt of unknown
 * outcome may leave a session behind that nobody uses; the service ends it after 24 h. Loop thread
 * only.
 */
final class SessionOpener {

  /** Longer than any command waits; the waiting themselves end the attempts. */
  private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

  private final Wires wires;
  private RetryingCall<OpenSessionRequest, OpenSessionReply> latest;
  private boolean underWay;

  SessionOpener(Wires wires) {
    this.wires = wires;
  }

  /** Does nothing while an earlier call is under way. */
  void open(BooleanSupplier nobodyWaits, LongConsumer opened, Consumer<Reply> refused) {
    if (underWay) {
      return;
    }
    underWay = true;
    latest =
        new RetryingCall<>(
            wires,
            TradingGrpc.getOpenSessionMethod(),
            OpenSessionRequest.getDefaultInstance(),
            SessionOpener::note,
            wires.now() + NEVER_NANOS,
            nobodyWaits,
            ending -> ended(ending, opened, refused));
    latest.start();
  }

  /** The latest failure in words, empty if there was none. */
  String trouble() {
    return latest == null ? "" : latest.trouble();
  }

  private void ended(
      RetryingCall.Ending<OpenSessionReply> ending, LongConsumer opened, Consumer<Reply> refused) {
    underWay = false;
    OpenSessionReply reply = ending.reply();
    if (!ending.settled()) {
      return;
    }
    if (reply.getCode() == ResultCode.OK) {
      opened.accept(reply.getSession());
    } else {
      refused.accept(
          Reply.newBuilder()
              .setCodeValue(reply.getCodeValue())
              .setMessage(reply.getMessage())
              .setLogIndex(reply.getLogIndex())
              .setTerm(reply.getTerm())
              .setLogTimeMillis(reply.getLogTimeMillis())
              .build());
    }
  }

  private static RetryingCall.RefusalNote note(OpenSessionReply reply) {
    return new RetryingCall.RefusalNote(
        reply.getCodeValue(),
        reply.getMessage(),
        reply.getRetryAfterMillis(),
        reply.getLeader().getEndpoint());
  }
}
