package io.rialto.node.ingress;

import com.google.protobuf.UnknownFieldSet;
import io.rialto.node.ops.Limits;
import io.rialto.proto.log.LoggedOperation;
import io.rialto.proto.log.OpenSession;
import io.rialto.proto.log.RequestCommand;
import io.rialto.proto.log.Resolve;
import io.rialto.proto.shape.CommandShape;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.ExecuteRequest;
import io.rialto.proto.trading.ResolveRequest;
import io.rialto.proto.trading.SessionCommand;

/**
 * Checks what callers send and turns it into operations for the log. What breaks a rule is refused
 * here: nothing is recorded and no state changes.
 *
 * <p>The caller of each operation is the administrator until callers can be told apart.
 */
final class Operations {
  private static final String ADMINISTRATOR = "";

  private Operations() {}

  /** What is wrong with the session's part of a command or the command itself; null if nothing. */
  static Refusal fault(SessionCommand sent) {
    if (sent.getSession() <= 0) {
      return Refusal.invalid(
          "session " + Long.toUnsignedString(sent.getSession()) + " is not one that was opened");
    }
    if (sent.getSequence() <= 0) {
      return Refusal.invalid(
          "sequence " + Long.toUnsignedString(sent.getSequence()) + " is not 1 to 2^63 - 1");
    }
    Refusal lowest = lowestFault(sent.getLowestUnanswered(), sent.getSequence());
    if (lowest != null) {
      return lowest;
    }
    if (sent.getPredecessor() < 0 || sent.getPredecessor() >= sent.getSequence()) {
      return Refusal.invalid(
          "predecessor "
              + Long.toUnsignedString(sent.getPredecessor())
              + " is not below the sequence "
              + sent.getSequence());
    }
    Refusal shape = fault(sent.getCommand());
    if (shape != null) {
      return shape;
    }
    return sent.getSequence() - sent.getLowestUnanswered() < Limits.SEQUENCE_WINDOW
        ? null
        : Refusal.overloaded(
            "sequence "
                + sent.getSequence()
                + " is "
                + Limits.SEQUENCE_WINDOW
                + " or more above the lowest unanswered one, "
                + sent.getLowestUnanswered());
  }

  /** What is wrong with the request; null if nothing. */
  static Refusal fault(ExecuteRequest sent) {
    String id = sent.getRequestId();
    if (id.length() > Limits.REQUEST_ID_LENGTH_MAX
        || !id.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return Refusal.invalid(
          "the request id of "
              + id.length()
              + " characters is not 1 to "
              + Limits.REQUEST_ID_LENGTH_MAX
              + " printable ASCII characters");
    }
    return fault(sent.getCommand());
  }

  /** What is wrong with the request; null if nothing. */
  static Refusal fault(ResolveRequest sent) {
    if (sent.getSession() <= 0 || sent.getSequence() <= 0) {
      return Refusal.invalid(
          "session "
              + Long.toUnsignedString(sent.getSession())
              + " and sequence "
              + Long.toUnsignedString(sent.getSequence())
              + " are not both 1 to 2^63 - 1");
    }
    return lowestFault(sent.getLowestUnanswered(), sent.getSequence());
  }

  private static Refusal lowestFault(long lowest, long sequence) {
    return lowest >= 0 && lowest <= sequence
        ? null
        : Refusal.invalid(
            "lowest_unanswered "
                + Long.toUnsignedString(lowest)
                + " is above the sequence "
                + sequence);
  }

  private static Refusal fault(Command command) {
    return CommandShape.check(command).map(Refusal::invalid).orElse(null);
  }

  /**
   * One of those that a client has sent together.
   *
   * @param arrivedNanos when they were received
   */
  static Waiting sessionCommand(SessionCommand sent, ReplyTo replyTo, long arrivedNanos) {
    return Waiting.of(
        operation().setSessionCommand(checked(sent)).build(),
        new Attempt.OfSequence(sent.getSession(), sent.getSequence()),
        replyTo,
        arrivedNanos);
  }

  static Waiting requestCommand(ExecuteRequest sent, ReplyTo replyTo) {
    RequestCommand checked =
        RequestCommand.newBuilder()
            .setRequestId(sent.getRequestId())
            .setCommand(checked(sent.getCommand()))
            .build();
    return Waiting.of(
        operation().setRequestCommand(checked).build(),
        sent.getRequestId().isEmpty() ? null : new Attempt.OfRequest(sent.getRequestId()),
        replyTo);
  }

  static Waiting openSession(ReplyTo replyTo) {
    return Waiting.of(
        operation().setOpenSession(OpenSession.getDefaultInstance()).build(), null, replyTo);
  }

  static Waiting resolve(ResolveRequest sent, ReplyTo replyTo) {
    Resolve checked =
        Resolve.newBuilder()
            .setSession(sent.getSession())
            .setSequence(sent.getSequence())
            .setLowestUnanswered(sent.getLowestUnanswered())
            .build();
    return Waiting.of(operation().setResolve(checked).build(), null, replyTo);
  }

  private static SessionCommand checked(SessionCommand sent) {
    Command command = checked(sent.getCommand());
    return command == sent.getCommand() && isKnown(sent.getUnknownFields())
        ? sent
        : sent.toBuilder()
            .setCommand(command)
            .setUnknownFields(UnknownFieldSet.getDefaultInstance())
            .build();
  }

  private static Command checked(Command command) {
    Command normal = CommandShape.normalise(command);
    return isKnown(normal.getUnknownFields())
        ? normal
        : normal.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance()).build();
  }

  /** Fields that this version does not know would bloat the log unchecked. */
  private static boolean isKnown(UnknownFieldSet unknown) {
    return unknown.getSerializedSize() == 0;
  }

  private static LoggedOperation.Builder operation() {
    return LoggedOperation.newBuilder().setCaller(ADMINISTRATOR);
  }
}
