package io.rialto.chaos.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Bounds of everything here that waits, repeats or collects. */
public final class RunLimits {

  /** The shortest run that can have a verdict, and the longest. */
  public static final int SECONDS_MIN = 10;

  public static final int SECONDS_MAX = 24 * 3_600;

  /** Fewer cannot lose one and go on. */
  public static final int NODES_MIN = 3;

  public static final int NODES_MAX = 7;

  static final long SPELL_MILLIS_MIN = 5_000;
  static final long SPELL_MILLIS_MAX = 12_000;

  /** A spell is not begun for less. */
  static final long SPELL_MILLIS_WORTH = 2_000;

  static final int USERS = 60;
  static final int SYMBOLS = 40;
  static final int COMMANDS_PER_SECOND = 200;
  static final int READS_PER_SECOND = 20;

  /** A fifth of the real quote server's delays: prices are slow, but do not set the pace. */
  static final double QUOTE_DELAY_SCALE = 0.2;

  /**
   * The nodes take a snapshot every few seconds, and in between write rows to files about once a
   * second, so that a restart finds more than the snapshot and less than all.
   */
  private static final List<String> FREQUENT_FILES =
      List.of("--snapshot-entries=500", "--log-segment-bytes=65536", "--memtable-bytes=1048576");

  private static final String LITTLE_LOG = "--log-entries-kept=200";
  private static final String MUCH_LOG = "--log-entries-kept=20000";

  /**
   * Options of the nodes. With an odd seed they keep little log behind a snapshot, so that what was
   * away for some seconds comes back by one; with an even seed it comes back by its own state and
   * the log.
   */
  static List<String> nodeOptions(long seed) {
    List<String> options = new ArrayList<>(FREQUENT_FILES);
    options.add(seed % 2 == 0 ? MUCH_LOG : LITTLE_LOG);
    return options;
  }

  /**
   * The symbols that users wait to buy, and the prices in cents at which they arm triggers: so few
   * that one quote fires several, some of them at the same price.
   */
  static final List<String> AWAITED_SYMBOLS =
      List.of("AA", "BB", "CC", "DD", "EE", "FF", "GG", "HH", "II", "JJ", "KK", "LL");

  static final List<Integer> TRIGGER_PRICES = List.of(1_000, 4_000, 15_000);

  /** How many clients the users share. */
  static final int CLIENTS = 4;

  /** How often, on average, one of the clients dies. */
  static final Duration CLIENT_LIFE = Duration.ofSeconds(3);

  /** A user's commands under way at the same time. */
  static final int WINDOW = 3;

  /** Further commands of a user are not thought of while so many wait. */
  static final int WAITING_MAX = 12;

  static final int READS_IN_FLIGHT_MAX = 40;

  /** How long a client tries one command before its outcome is unknown, or nothing happened. */
  static final Duration COMMAND_DEADLINE = Duration.ofSeconds(8);

  static final Duration PAUSE_MIN = Duration.ofMillis(50);
  static final Duration PAUSE_MAX = Duration.ofSeconds(1);

  /** How often the workload looks at what is due. */
  static final Duration TICK = Duration.ofMillis(5);

  /** How often nodes are asked how they are. */
  static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** How long the look that is under way at the end of a run may take. */
  static final Duration LAST_LOOK = Duration.ofSeconds(30);

  /**
   * How long the cluster may take to be whole after all is mended: cold starts on a busy machine.
   */
  static final Duration HEALTH_MAX = Duration.ofSeconds(120);

  /** How long the last answers and resolutions may take when all is whole. */
  static final Duration SETTLE_MAX = Duration.ofSeconds(60);

  /** How long a run that was told to end may take for that. */
  static final Duration EARLY_END_MAX = Duration.ofMinutes(4);

  /** How often the screen is told how it is going. */
  static final Duration SHOW_EVERY = Duration.ofMillis(250);

  /** A page's charts have so many points at most. */
  static final int INTERVALS_MAX = 300;

  /** Of what a verdict names; all are counted. */
  static final int VIOLATIONS_KEPT = 50;

  /** What a run must have done at least, for each second that it was to take. */
  static final int OPERATIONS_PER_SECOND_MIN = 10;

  static final double FAULTS_PER_SECOND_MIN = 1 / 40.0;

  static final double KINDS_PER_SECOND_MIN = 1 / 40.0;

  /** More kinds than this need not come in any run. */
  static final int KINDS_NEEDED_MAX = 10;

  private RunLimits() {}
}
