package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Limits;

/**
 * How many second hits may be made: each first one earns a share of one. What is saved up is
 * bounded, so that a source which turns slow after a good day is not asked everything twice.
 * Thread-safe.
 */
final class HedgeBudget {

  private static final int HUNDREDTHS = 100;
  private static final int HUNDREDTHS_MAX = Limits.HEDGES_SAVED_MAX * HUNDREDTHS;

  private final int percent;
  private int hundredths;

  HedgeBudget(int percent) {
    this.percent = percent;
  }

  synchronized void earn() {
    hundredths = Math.min(hundredths + percent, HUNDREDTHS_MAX);
  }

  /** Takes one; false if there is none. */
  synchronized boolean spend() {
    if (hundredths < HUNDREDTHS) {
      return false;
    }
    hundredths -= HUNDREDTHS;
    return true;
  }

  /** One that was taken was not needed. */
  synchronized void giveBack() {
    hundredths = Math.min(hundredths + HUNDREDTHS, HUNDREDTHS_MAX);
  }
}
