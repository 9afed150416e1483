package io.rialto.node.simulation;

/** What is wrong with the surroundings at the moment. */
final class Weather {
  /** The wall clock at the start of each run: 2026-01-01. */
  static final long START_MILLIS = 1_767_225_600_000L;

  private boolean faultsOver;
  private boolean quotesDown;
  private long leapMillis;

  /** From here on nothing goes wrong any more. */
  void calm() {
    faultsOver = true;
    quotesDown = false;
  }

  boolean faultsOver() {
    return faultsOver;
  }

  boolean quotesDown() {
    return quotesDown;
  }

  void quotesDown(boolean down) {
    quotesDown = down;
  }

  /** By how much all clocks, also the monotonic ones, are ahead of the run's time. */
  long leapMillis() {
    return leapMillis;
  }

  void leap(long millis) {
    leapMillis += millis;
  }
}
