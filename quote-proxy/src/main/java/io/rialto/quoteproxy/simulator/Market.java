package io.rialto.quoteproxy.simulator;

import io.rialto.quoteproxy.simulator.Chance.Purpose;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What each request is answered with: price, delay and fault (SPEC, "The legacy quote server").
 *
 * <p>A price is the one before, moved by a factor; so each symbol's count and price are kept. There
 * are 18,278 symbols at most. Any thread.
 */
final class Market {

  static final long PRICE_CENTS_MIN = 100;
  static final long PRICE_CENTS_MAX = 499_907;

  /** Log-uniform below and above a median of 40. */
  private static final Quantiles START_PRICE =
      new Quantiles(
          new double[] {0, 0.5, 1}, new double[] {PRICE_CENTS_MIN, 4_000, PRICE_CENTS_MAX});

  /** SPEC gives the inner five; the ends are the outer ones squared. */
  private static final Quantiles MOVE =
      new Quantiles(
          new double[] {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1},
          new double[] {0.16, 0.4, 0.96, 1.08, 1.4, 2.3, 5.29});

  /** How many whole seconds a request takes: the share of requests that take at most so many. */
  private static final double[] SECONDS_SHARES = {0.6575, 0.815, 0.8983, 0.9575, 1};

  private static final double BASE_DELAY_MILLIS = 9;
  private static final double SECOND_MILLIS = 1_000;

  private final Chance chance;
  private final double delayScale;
  private final ConcurrentMap<String, Move> latest = new ConcurrentHashMap<>();
  private volatile Behaviour behaviour;

  private record Move(long request, long priceCents) {}

  /**
   * One answer.
   *
   * @param request the how-manieth request for the symbol this is, from 1
   */
  record Answer(long request, long priceCents, long delayMillis, Optional<Fault> fault) {}

  /**
   * A market that begins with each symbol's first request.
   *
   * @param delayScale 1 for the real delays, 0 for none
   */
  Market(long seed, double delayScale, Behaviour behaviour) {
    this.chance = new Chance(seed);
    this.delayScale = delayScale;
    this.behaviour = behaviour;
  }

  /** From the next request on. */
  void behave(Behaviour next) {
    behaviour = next;
  }

  /** The answer to the next request for the symbol, which is in upper case. */
  Answer next(String symbol) {
    Move move = latest.compute(symbol, this::moved);
    return new Answer(
        move.request,
        move.priceCents,
        delayMillis(symbol, move.request),
        fault(symbol, move.request));
  }

  /** Whether a source that lies does so about the user, or else about the symbol. */
  boolean liesAboutUser(String symbol, long request) {
    return chance.uniform(symbol, request, Purpose.LIE) < 0.5;
  }

  private Move moved(String symbol, Move before) {
    if (before == null) {
      double start = START_PRICE.at(chance.uniform(symbol, 1, Purpose.START_PRICE));
      return new Move(1, inside(start));
    }
    long request = before.request + 1;
    double factor = MOVE.at(chance.uniform(symbol, request, Purpose.MOVE));
    return new Move(request, inside(before.priceCents * factor));
  }

  /** A price that would leave the bounds turns back at them, as far as it would have gone. */
  private static long inside(double cents) {
    double held = cents;
    if (held > PRICE_CENTS_MAX) {
      held = (double) PRICE_CENTS_MAX * PRICE_CENTS_MAX / held;
    } else if (held < PRICE_CENTS_MIN) {
      held = (double) PRICE_CENTS_MIN * PRICE_CENTS_MIN / held;
    }
    return Math.min(PRICE_CENTS_MAX, Math.max(PRICE_CENTS_MIN, Math.round(held)));
  }

  private long delayMillis(String symbol, long request) {
    double share = chance.uniform(symbol, request, Purpose.DELAY);
    int seconds = 0;
    while (share >= SECONDS_SHARES[seconds]) {
      seconds++;
    }
    return behaviour.delayMillis()
        + Math.round((seconds * SECOND_MILLIS + BASE_DELAY_MILLIS) * delayScale);
  }

  private Optional<Fault> fault(String symbol, long request) {
    Behaviour now = behaviour;
    if (now.faults().isEmpty()
        || chance.uniform(symbol, request, Purpose.FAULT) >= now.faultRate()) {
      return Optional.empty();
    }
    double kind = chance.uniform(symbol, request, Purpose.FAULT_KIND);
    return now.faults().stream().sorted().skip((long) (kind * now.faults().size())).findFirst();
  }
}
