package io.rialto.client.cli;

import io.rialto.client.sdk.CommandResult;
import java.util.List;

/** Exit codes of the trading commands, {@code summary} and {@code dumplog}. */
final class ExitCodes {

  static final int DONE = 0;

  /** A rule failed; the reply names it. */
  static final int REJECTED = 1;

  /** Bad options or values, no cluster, or a file that cannot be written. */
  static final int USAGE = 2;

  /** Nothing happened. */
  static final int RETRY = 3;

  /** It may or may not have been applied. */
  static final int UNKNOWN = 4;

  /** As picocli prints them at the end of a verb's help. */
  static final List<String> LIST =
      List.of(
          DONE + ":done",
          REJECTED + ":rejected: a rule failed, the message says which",
          USAGE + ":bad options or values, no cluster, or a file that cannot be written",
          RETRY + ":nothing happened within the deadline: try again",
          UNKNOWN + ":no answer within the deadline: it may or may not have been applied");

  private ExitCodes() {}

  static int of(CommandResult.Kind kind) {
    return switch (kind) {
      case DONE -> DONE;
      case REJECTED -> REJECTED;
      case RETRY -> RETRY;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
