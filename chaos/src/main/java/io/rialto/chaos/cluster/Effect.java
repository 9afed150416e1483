package io.rialto.chaos.cluster;

/** What can be done to the way from one node to another. */
public enum Effect {
  /** Nothing arrives any more. */
  CUT,
  /** Everything arrives later. */
  DELAY,
  /** Everything arrives later, by an amount that varies. */
  JITTER,
  /** Some packets do not arrive. */
  LOSS,
  /** Some packets arrive twice. */
  DUPLICATION
}
