package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Bounds;

/**
 * When a slow hit gets a second one beside it.
 *
 * @param percentile 1 to 99: the second one is made when the first has taken longer than so many of
 *     a hundred recent hits
 * @param budgetPercent 0 to 100: second hits for a hundred first ones, at most
 */
public record HedgeOptions(int percentile, int budgetPercent) {

  /** Refuses what is out of bounds, with a message for the person at the command line. */
  public HedgeOptions {
    Bounds.require("hedge percentile", percentile, 1, 99);
    Bounds.require("hedge budget in percent", budgetPercent, 0, 100);
  }
}
