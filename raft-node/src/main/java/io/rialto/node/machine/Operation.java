package io.rialto.node.machine;

/** What one place of a log entry asks for. */
public sealed interface Operation {

  /**
   * A command within a session: applied exactly once. {@code predecessor} is 0 for a user's first.
   */
  record SessionCommand(
      long session,
      long sequence,
      long lowestUnanswered,
      long predecessor,
      String caller,
      Command command)
      implements Operation {}

  /** A command outside any session. An empty request id: not protected against being sent twice. */
  record RequestCommand(String requestId, String caller, Command command) implements Operation {}

  /** Opens a session; its id is given by the machine. */
  record OpenSession() implements Operation {}

  /** Settles a sequence: answers with its result, or marks it as never to be applied. */
  record Resolve(long session, long sequence, long lowestUnanswered) implements Operation {}
}
