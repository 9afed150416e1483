package io.rialto.node.model;

import io.rialto.node.machine.Quote;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The leader's side of prices, made simple: a quote for whatever has none that is valid. Prices lie
 * between 1.00 and 4096 or so, spread evenly over the powers of two, and follow from the seed
 * alone.
 */
final class PriceFeed {

  private static final long LIFE_MILLIS = 60_000;

  private final Random random;
  private final Map<String, Long> times = new HashMap<>();

  PriceFeed(long seed) {
    random = new Random(seed);
  }

  boolean lacks(String symbol, long now) {
    Long time = times.get(symbol);
    return time == null || now - time > LIFE_MILLIS;
  }

  /** A quote that the proxy got a little before. */
  Quote fetch(String symbol, String user, long number, long now) {
    long time = now - random.nextInt(50);
    times.put(symbol, time);
    long octave = 100L << random.nextInt(12);
    long price = octave + random.nextInt((int) octave);
    return new Quote(
        symbol, price, user, number, 0, time, time - 3, "key" + time, "proxy1", "k1", new byte[0]);
  }
}
