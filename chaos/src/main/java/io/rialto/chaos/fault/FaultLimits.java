package io.rialto.chaos.fault;

import java.time.Duration;

/** Bounds of what faults wait for, and how hard they hit. */
final class FaultLimits {

  /** How long it may take until somebody leads who can be hit. */
  static final Duration LEADER_MAX = Duration.ofSeconds(60);

  /** A stop that no follower takes for a death: clusters on one machine elect after 500 ms. */
  static final Duration SHORT_PAUSE = Duration.ofMillis(250);

  /** A stop after which another leads: elections begin after twice 500 ms at the latest. */
  static final Duration LONG_PAUSE_MIN = Duration.ofSeconds(3);

  private FaultLimits() {}
}
