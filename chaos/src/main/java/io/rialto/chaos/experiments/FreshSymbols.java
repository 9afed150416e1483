package io.rialto.chaos.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Symbols of three letters, never the same twice: nobody has asked for their prices yet. */
final class FreshSymbols {

  private static final int LETTERS = 26;
  private static final int ALL = LETTERS * LETTERS * LETTERS;

  /** No common divisor with 26: all steps lead to different symbols, and neighbours differ. */
  private static final int STEP = 7_919;

  private int number;
  private int given;

  FreshSymbols(long seed) {
    number = new Random(seed).nextInt(ALL);
  }

  String next() {
    if (given == ALL) {
      throw new IllegalStateException("there are no more than " + ALL + " symbols");
    }
    given++;
    number = (number + STEP) % ALL;
    char[] letters = {
      (char) ('A' + number / LETTERS / LETTERS),
      (char) ('A' + number / LETTERS % LETTERS),
      (char) ('A' + number % LETTERS)
    };
    return new String(letters);
  }

  List<String> next(int count) {
    List<String> symbols = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      symbols.add(next());
    }
    return symbols;
  }
}
