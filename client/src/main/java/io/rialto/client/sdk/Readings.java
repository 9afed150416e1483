package io.rialto.client.sdk;

import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResolveReply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.proto.trading.SummaryReply;

/** How the replies of single calls are read, and what is made of calls that no reply settled. */
final class Readings {

  private Readings() {}

  static RetryingCall.RefusalNote ofReply(Reply reply) {
    return new RetryingCall.RefusalNote(
        reply.getCodeValue(),
        reply.getMessage(),
        reply.getRetryAfterMillis(),
        reply.getLeader().getEndpoint());
  }

  static RetryingCall.RefusalNote ofSummary(SummaryReply reply) {
    return new RetryingCall.RefusalNote(
        reply.getCodeValue(),
        reply.getMessage(),
        reply.getRetryAfterMillis(),
        reply.getLeader().getEndpoint());
  }

  static CommandResult notSent(CommandResult.Kind kind, ResultCode code, String message) {
    Reply reply = Reply.newBuilder().setCode(code).setMessage(message).build();
    return new CommandResult(kind, reply, 0, 0, 0);
  }

  static CommandResult commandResult(RetryingCall.Ending<Reply> ending) {
    if (ending.settled()) {
      CommandResult.Kind kind = CommandResult.Kind.of(ending.reply().getCodeValue());
      return new CommandResult(kind, ending.reply(), 0, 0, ending.attempts());
    }
    if (ending.uncertain()) {
      return new CommandResult(
          CommandResult.Kind.UNKNOWN, unknown(ending.trouble()), 0, 0, ending.attempts());
    }
    Reply reply = ending.reply() == null ? unavailable(ending.trouble()) : ending.reply();
    return new CommandResult(CommandResult.Kind.RETRY, reply, 0, 0, ending.attempts());
  }

  /** A resolve that was not answered, or came too late, leaves the command unknown. */
  static CommandResult resolution(
      RetryingCall.Ending<ResolveReply> ending, long session, long sequence) {
    if (!ending.settled()) {
      return new CommandResult(
          CommandResult.Kind.UNKNOWN,
          unknown(ending.trouble()),
          session,
          sequence,
          ending.attempts());
    }
    Reply reply = ending.reply().getReply();
    boolean forgotten =
        reply.getCode() == ResultCode.UNKNOWN_SESSION
            || reply.getCode() == ResultCode.SEQUENCE_FORGOTTEN;
    CommandResult.Kind kind =
        forgotten ? CommandResult.Kind.UNKNOWN : CommandResult.Kind.of(reply.getCodeValue());
    return new CommandResult(kind, reply, session, sequence, ending.attempts());
  }

  static SummaryReply summaryReply(RetryingCall.Ending<SummaryReply> ending) {
    if (ending.reply() != null) {
      return ending.reply();
    }
    Reply reply = unavailable(ending.trouble());
    return SummaryReply.newBuilder()
        .setCode(reply.getCode())
        .setMessage(reply.getMessage())
        .build();
  }

  private static Reply unknown(String trouble) {
    return Reply.newBuilder()
        .setCode(ResultCode.UNKNOWN_OUTCOME)
        .setMessage(
            "no final reply by the deadline; it may or may not have been applied"
                + (trouble.isEmpty() ? "" : " (" + trouble + ")"))
        .build();
  }

  private static Reply unavailable(String trouble) {
    return Reply.newBuilder()
        .setCode(ResultCode.UNAVAILABLE)
        .setMessage(
            "no node answered by the deadline" + (trouble.isEmpty() ? "" : " (" + trouble + ")"))
        .build();
  }
}
