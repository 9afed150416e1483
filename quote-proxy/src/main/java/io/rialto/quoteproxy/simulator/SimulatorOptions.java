package io.rialto.quoteproxy.simulator;

import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a simulated source is set up.
 *
 * @param listen port 0 takes any free one
 * @param seed of prices, delays and faults
 * @param delayScale 1 for the real delays, 0 for none
 * @param faultRate share of requests, 0 to 1, that end in one of the faults
 * @param lieAbove hits a second above which it lies; 0 for never
 * @param connectionsMax connections served side by side; more wait to be accepted
 * @param controllable whether a caller may change how it behaves, see {@link Behaviour}
 */
public record SimulatorOptions(
    Endpoint listen,
    long seed,
    double delayScale,
    double faultRate,
    Set<Fault> faults,
    int lieAbove,
    int connectionsMax,
    boolean controllable) {

  /** Refuses what is out of bounds, with a message for the person at the command line. */
  public SimulatorOptions {
    faults = Set.copyOf(faults);
    requireBetween("the delay scale", delayScale, 0, Limits.SIMULATOR_DELAY_SCALE_MAX);
    requireBetween("the fault rate", faultRate, 0, 1);
    requireBetween("the rate to lie above", lieAbove, 0, Limits.SIMULATOR_LIE_ABOVE_MAX);
    requireBetween("connections", connectionsMax, 1, Limits.SIMULATOR_CONNECTIONS_MAX);
  }

  private static void requireBetween(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          what + ": " + value + " is not between " + least + " and " + most);
    }
  }

  /** The real source's behaviour, without faults. */
  public static SimulatorOptions standard(Endpoint listen, long seed) {
    return new SimulatorOptions(
        listen,
        seed,
        1,
        0,
        EnumSet.allOf(Fault.class),
        Limits.SIMULATOR_LIE_ABOVE_DEFAULT,
        Limits.SIMULATOR_CONNECTIONS_DEFAULT,
        false);
  }

  /** The same with other delays. */
  public SimulatorOptions withDelayScale(double scale) {
    return new SimulatorOptions(
        listen, seed, scale, faultRate, faults, lieAbove, connectionsMax, controllable);
  }

  /** The same with that share of requests ending in one of those faults. */
  public SimulatorOptions withFaults(double rate, Set<Fault> kinds) {
    return new SimulatorOptions(
        listen, seed, delayScale, rate, kinds, lieAbove, connectionsMax, controllable);
  }

  /** The same, lying above that many hits a second. */
  public SimulatorOptions withLieAbove(int hitsPerSecond) {
    return new SimulatorOptions(
        listen, seed, delayScale, faultRate, faults, hitsPerSecond, connectionsMax, controllable);
  }

  /** The same with that many connections at most. */
  public SimulatorOptions withConnectionsMax(int connections) {
    return new SimulatorOptions(
        listen, seed, delayScale, faultRate, faults, lieAbove, connections, controllable);
  }

  /** The same, changing its behaviour when it is told to. */
  public SimulatorOptions withControl() {
    return new SimulatorOptions(
        listen, seed, delayScale, faultRate, faults, lieAbove, connectionsMax, true);
  }
}
