package io.rialto.workloads;

import java.util.Random;

/** Amounts of money as the real files have them (SPEC, "Workload files"); all in cents. */
final class Amounts {

  private static final int DEPOSIT_MEAN = 7_000_000;
  private static final int DEPOSIT_DEVIATION = 1_500_000;
  private static final int DEPOSIT_MIN = 1_272_800;
  private static final int DEPOSIT_MAX = 13_141_800;
  private static final int ORDER_MAX = 75_000;

  /**
   * Triggers' prices in the real file of 100 users: the part below, in hundredths, and the price.
   */
  private static final int[][] TRIGGERS = {
    {0, 2}, {5, 850}, {25, 5_050}, {50, 11_150}, {75, 18_000}, {95, 43_800}, {100, 73_700}
  };

  private Amounts() {}

  static long deposit(Random random) {
    long cents = DEPOSIT_MEAN + Math.round(random.nextGaussian() * DEPOSIT_DEVIATION);
    return Math.min(DEPOSIT_MAX, Math.max(DEPOSIT_MIN, cents));
  }

  /** For BUY, SELL and SET_*_AMOUNT. */
  static long order(Random random) {
    return 1 + random.nextInt(ORDER_MAX);
  }

  static long trigger(Random random) {
    int below = random.nextInt(100);
    int step = 1;
    while (TRIGGERS[step][0] <= below) {
      step++;
    }
    int low = TRIGGERS[step - 1][1];
    return low + random.nextInt(TRIGGERS[step][1] - low + 1);
  }
}
