package io.rialto.client.sdk;

import io.rialto.proto.trading.Reply;

/**
 * How a command ended.
 *
 * @param session with {@code sequence} the handle by which an unknown outcome can be resolved
 *     later; both 0 if the command never had one
 * @param attempts how often it was sent
 */
public record CommandResult(Kind kind, Reply reply, long session, long sequence, int attempts) {

  public enum Kind {
    /** Applied. */
    DONE,
    /** A rule failed (1xxx to 5xxx): the reply names it. */
    REJECTED,
    /** Nothing happened (8xxx): may be sent again as a new command. */
    RETRY,
    /** May or may not have been applied (9xxx). */
    UNKNOWN;

    /**
     * The kind of a result code's family; a code of a family that this version does not know is
     * unknown.
     */
    static Kind of(int code) {
      return switch (code / 1000) {
        case 0 -> DONE;
        case 1, 2, 3, 4, 5 -> REJECTED;
        case 8 -> RETRY;
        default -> UNKNOWN;
      };
    }
  }
}
