package io.rialto.mutants;

import java.util.List;

/**
 * A chaos run.
 *
 * @param seconds how long things are broken
 */
record Trial(String scenario, int seconds, long seed) {

  /** From {@code leader-killed 40 7}. */
  static Trial parse(String text) {
    String[] words = text.split(" ");
    return new Trial(words[0], Integer.parseInt(words[1]), Long.parseLong(words[2]));
  }

  Trial withNextSeed() {
    return new Trial(scenario, seconds, seed + 1);
  }

  List<String> arguments() {
    return List.of(
        "--scenario",
        scenario,
        "--seconds",
        Integer.toString(seconds),
        "--seed",
        Long.toString(seed));
  }

  @Override
  public String toString() {
    return scenario + " " + seconds + " " + seed;
  }
}
