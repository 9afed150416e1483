package io.rialto.node.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** The one source of chance of a run. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From 0, exclusive of the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends inclusive. */
  long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
