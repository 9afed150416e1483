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
    return row == null
        || sequence < Session.decode(key, row).lowestUnanswered()
        || reader.get(Table.REPLIES, Keys.reply(session, sequence)) != null;
  }

  /** Whether the request id was used before; never for an empty one. */
  public static boolean isAnswered(StateReader reader, String requestId) {
    return !requestId.isEmpty() && reader.get(Table.REQUESTS, Keys.request(requestId)) != null;
  }
}
