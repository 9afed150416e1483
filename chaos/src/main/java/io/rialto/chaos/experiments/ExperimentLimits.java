package io.rialto.chaos.experiments;

import java.time.Duration;

/** Bounds and proportions of the experiments. */
final class ExperimentLimits {

  static final int NODES = 3;

  /** How long it is waited for a node that leads. */
  static final Duration LEADER_MAX = Duration.ofSeconds(60);

  /** A user can buy whatever these experiments buy. */
  static final long DEPOSIT_CENTS = 1_000_000_000;

  /** Above the dearest price of the simulated source: enough for one share of anything. */
  static final long PURCHASE_CENTS = 500_000;

  /** Commands that a new cluster goes through before it is measured: cold code is slow. */
  static final int WARM_UP_COMMANDS = 200;

  /** Commands of each client before it is measured. */
  static final int CLIENT_WARM_UP_COMMANDS = 10;

  /** How long a price counts, and a little more: then it has to be fetched again. */
  static final Duration PRICE_AGE = Duration.ofMillis(61_500);

  /** Requests to the quote proxy side by side. */
  static final int RETRIEVALS_SIDE_BY_SIDE = 64;

  /** Requests before those that are measured: a proxy that makes second hits learns from them. */
  static final int RETRIEVALS_BEFORE = 64;

  /** How long one request to the quote proxy may take. */
  static final Duration RETRIEVAL_MAX = Duration.ofSeconds(30);

  private ExperimentLimits() {}
}
