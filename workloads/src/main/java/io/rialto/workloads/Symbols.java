package io.rialto.workloads;

import java.util.Random;

/** Symbols of a generated workload: three letters, all different. */
final class Symbols {

  /** No common divisor with 26: all steps lead to different symbols. */
  private static final int STEP = 10_863;

  private final String[] symbols;

  Symbols(int count, Random random) {
    symbols = new String[count];
    int number = random.nextInt(WorkloadLimits.SYMBOLS_MAX);
    for (int i = 0; i < count; i++) {
      symbols[i] = text(number);
      number = (number + STEP) % WorkloadLimits.SYMBOLS_MAX;
    }
  }

  String any(Random random) {
    return symbols[random.nextInt(symbols.length)];
  }

  private static String text(int number) {
    char[] letters = {
      (char) ('A' + number / 676), (char) ('A' + number / 26 % 26), (char) ('A' + number % 26)
    };
    return new String(letters);
  }
}
