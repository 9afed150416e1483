package io.rialto.chaos.fault;

import java.time.Duration;

/** Bounds of what faults wait for, and how hard they hit. */
final class FaultLimits {

  /** How often a condition is looked at. */
  static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** How long it may take until somebody leads who can be hit. */
  static final Duration LEADER_MAX = Duration.ofSeconds(60);

  /** How long a node may take to notice that it must halt: a cold start is part of it. */
  static final Duration HALT_MAX = Duration.ofSeconds(120);

  /** How long a node may take to notice that its disk is full; it looks once a second. */
  static final Duration FULL_DISK_MAX = Duration.ofSeconds(30);

  /** By how much a slow quote source is late: more than any reply takes, less than a hit may. */
  static final Duration SLOW_SOURCE = Duration.ofSeconds(5);

  /** A stop that no follower takes for a death: clusters on one machine elect after 500 ms. */
  static final Duration SHORT_PAUSE = Duration.ofMillis(250);

  /** A stop after which another leads: elections begin after twice 500 ms at the latest. */
  static final Duration LONG_PAUSE_MIN = Duration.ofSeconds(3);

  /** By how much each sync of a slow disk takes longer; more would look like a dead leader. */
  static final int SLOW_SYNC_MILLIS_MIN = 50;

  static final int SLOW_SYNC_MILLIS_MAX = 250;

  /** How far a clock jumps: all beyond the 2 s that a leader's clock may be off. */
  static final int CLOCK_JUMP_SECONDS_MIN = 5;

  static final int CLOCK_JUMP_SECONDS_MAX = 7_200;

  /** How late what is sent between nodes arrives, one way. */
  static final int DELAY_MILLIS_MIN = 10;

  static final int DELAY_MILLIS_MAX = 100;

  /** Shares of packets, in percent. */
  static final int LOSS_PERCENT_MIN = 2;

  static final int LOSS_PERCENT_MAX = 15;
  static final int DUPLICATION_PERCENT_MIN = 5;
  static final int DUPLICATION_PERCENT_MAX = 30;

  /** A node's disk of its own; its image takes only the room that is used. */
  static final long DISK_BYTES = 4L << 30;

  /** A disk is full when not even this can be taken. */
  static final long BALLAST_BYTES_MIN = 4_096;

  /** How often a file system is asked to let go while the last handles on it are closed. */
  static final int UNMOUNT_TRIES = 50;

  private FaultLimits() {}
}
