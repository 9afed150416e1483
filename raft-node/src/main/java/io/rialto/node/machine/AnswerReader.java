package io.rialto.node.machine;

/**
 * Reads out of a consistent view of the rows whether a command has its answer already, so that
 * nothing is spent on executing it; stateless, any thread.
 */
public final class AnswerReader {

  private AnswerReader() {}

  /** Whether the machine would answer the sequence without executing a command. */
  public static boolean isAnswered(StateReader reader, long session, long sequence) {
    byte[] key = Keys.session(session);
    byte[] row = reader.get(Table.SESSIONS, key);
    if (row == null) {
      return true;
    }
    Session stored = Session.decode(key, row);
    return sequence < stored.lowestUnanswered()
        || (sequence <= stored.highestRecorded() && isRecorded(reader, session, sequence));
  }

  private static boolean isRecorded(StateReader reader, long session, long sequence) {
    boolean[] recorded = {false};
    reader.scan(
        Table.REPLIES,
        Keys.replies(session, 0),
        Keys.replies(session + 1, 0),
        (key, block) -> {
          recorded[0] = ReplyBlocks.contains(block, sequence);
          return !recorded[0];
        });
    return recorded[0];
  }

  /** Whether the request id was used before; never for an empty one. */
  public static boolean isAnswered(StateReader reader, String requestId) {
    return !requestId.isEmpty() && reader.get(Table.REQUESTS, Keys.request(requestId)) != null;
  }
}
