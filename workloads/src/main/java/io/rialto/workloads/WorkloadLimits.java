package io.rialto.workloads;

import io.rialto.proto.shape.ShapeLimits;
import java.time.Duration;

/** Every bound of reading, generating and replaying workloads. */
public final class WorkloadLimits {

  /** A longer line is malformed; it is skipped without being held. */
  static final int LINE_BYTES_MAX = 4_096;

  /** How much of a malformed line a message shows. */
  static final int LINE_SHOWN_MAX = 200;

  /** How many malformed lines are printed; all are counted. */
  public static final int MALFORMED_PRINTED_MAX = 20;

  /** How many commands without an answer are printed; all are counted. */
  public static final int UNANSWERED_PRINTED_MAX = 20;

  /** Commands of one user under way at once, unless told otherwise. */
  public static final int WINDOW = 16;

  public static final int WINDOW_MAX = 1_024;

  /**
   * Commands under way at once over all users: below what the SDK takes before it makes its callers
   * wait.
   */
  static final int IN_FLIGHT_MAX = 8_192;

  /** Commands read and not yet answered; at the bound the file is read no further. */
  static final int HELD_MAX = 100_000;

  /** Lines read before it is looked at what may be sent. */
  static final int READ_AT_ONCE_MAX = 1_000;

  /** How long a command is sent again while nothing happens to it, unless told otherwise. */
  public static final Duration PATIENCE = Duration.ofSeconds(120);

  /** The least pause before a user's commands are sent again, when the cluster named none. */
  static final Duration PAUSE_MIN = Duration.ofMillis(50);

  /** The longest pause before a user's commands are sent again, whatever the cluster names. */
  static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  /** How often a listener hears of progress. */
  static final Duration PROGRESS_EVERY = Duration.ofMillis(100);

  /** The generator's users: each costs some 50 bytes. */
  public static final int USERS_MAX = 1_000_000;

  /** The generator's lines: as many as there are transaction numbers. */
  public static final long COMMANDS_MAX = ShapeLimits.NUMBER_MAX;

  /** All symbols of three letters. */
  public static final int SYMBOLS_MAX = 26 * 26 * 26;

  /** As many as the real file of 100 users has. */
  public static final int SYMBOLS = 981;

  private WorkloadLimits() {}
}
