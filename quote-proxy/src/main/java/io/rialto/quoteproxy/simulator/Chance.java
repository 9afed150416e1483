package io.rialto.quoteproxy.simulator;

/**
 * Numbers that look random and are a function of (seed, symbol, request, purpose). Our own mixing
 * (SplitMix64's finisher) instead of the JDK's generators, whose sequences are no promise.
 */
record Chance(long seed) {

  /** What a number is for: each purpose has numbers of its own. */
  enum Purpose {
    START_PRICE,
    MOVE,
    DELAY,
    FAULT,
    FAULT_KIND,
    LIE
  }

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** A number from 0 (inclusive) to 1 (exclusive), uniform. */
  double uniform(String symbol, long request, Purpose purpose) {
    long mixed = mix(seed + GOLDEN * (purpose.ordinal() + 1));
    for (int i = 0; i < symbol.length(); i++) {
      mixed = mix(mixed ^ (symbol.charAt(i) + GOLDEN));
    }
    mixed = mix(mixed ^ (request * GOLDEN));
    return (mixed >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
