package io.rialto.chaos.history;

import java.time.Duration;

/** All bounds of histories. */
final class HistoryLimits {

  /** Lines that wait for the disk; then whoever records one more waits too. */
  static final int LINES_WAITING_MAX = 65_536;

  /** What is recorded reaches the file at least this often, so that a killed run leaves it. */
  static final Duration FLUSH_EVERY = Duration.ofSeconds(1);

  /** How much is collected before it is written to the file. */
  static final int BUFFER_BYTES = 1 << 16;

  /** How long the end of the process waits for the last lines. */
  static final Duration CLOSE_MAX = Duration.ofSeconds(30);

  private HistoryLimits() {}
}
