package io.rialto.chaos.bench;

import java.time.Duration;

/** Bounds and proportions of what is measured. */
final class BenchLimits {

  static final int NODES = 3;

  /** Of the simulated quote server; only the prices depend on it. */
  static final long SEED = 1;

  /** Commands of the loading client that are under way. */
  static final int LOADING_IN_FLIGHT = 8_000;

  /** Commands of the sustained load that may be under way while nobody answers. */
  static final int SUSTAINED_IN_FLIGHT = 40_000;

  /** How long one command is tried. */
  static final Duration COMMAND_DEADLINE = Duration.ofSeconds(180);

  /**
   * What the machine has to recover from: a node must serve within this, else there is no figure.
   */
  static final Duration SERVE_MAX = Duration.ofSeconds(180);

  /** How long snapshots are waited for. */
  static final Duration SNAPSHOTS_MAX = Duration.ofSeconds(240);

  /** How long the load goes on before something is done to the cluster, and after it. */
  static final Duration LOAD_RUN = Duration.ofSeconds(4);

  /** How often one node is killed; the figures are those of the median. */
  static final int RESTARTS = 3;

  /** Nodes that use less than this share of one processor for a while have no work left over. */
  static final double IDLE_SHARE = 0.25;

  static final Duration IDLE_LOOK = Duration.ofSeconds(2);

  /** What loading leaves to do, as the merging of files, is waited for so long. */
  static final Duration SETTLE_MAX = Duration.ofSeconds(60);

  /** How long a whole cluster is left alone before its leader is killed again. */
  static final Duration BETWEEN_KILLS_MIN = Duration.ofMillis(500);

  static final Duration BETWEEN_KILLS_MAX = Duration.ofMillis(2_500);

  /** How long nodes count as cold after an upheaval. */
  static final Duration COLD_START = Duration.ofSeconds(10);

  /** How often it is looked how far followers are behind, in a run of minutes. */
  static final int FOLLOWERS_LOOK_SECONDS = 10;

  /** How often a node is looked at; the error of a figure. */
  static final Duration LOOK_EVERY = Duration.ofMillis(25);

  /** One account in so many also has a holding, an armed trigger and its transactions. */
  static final int ORDERS_EVERY = 100;

  /** One command of the sustained load in so many goes to the witness. */
  static final int WITNESS_EVERY = 20;

  /** How many commands of a load are made beforehand, or two a user if those are more. */
  static final int ROUND_COMMANDS = 200_000;

  private BenchLimits() {}
}
