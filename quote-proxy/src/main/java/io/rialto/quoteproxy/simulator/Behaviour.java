package io.rialto.quoteproxy.simulator;

import io.rialto.quoteproxy.Limits;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a simulated source treats the requests to come.
 *
 * @param delayMillis by which each reply comes later than it would
 * @param faultRate share of requests, 0 to 1, that end in one of the faults
 */
record Behaviour(long delayMillis, double faultRate, Set<Fault> faults) {

  private static final String CONTROL = "CONTROL";
  private static final String USAGE =
      "CONTROL is followed by delay-millis=N, fault-rate=X and faults=KIND,KIND as wanted";

  Behaviour {
    faults = Set.copyOf(faults);
    if (delayMillis < 0 || delayMillis > Limits.SIMULATOR_DELAY_MILLIS_MAX) {
      throw new IllegalArgumentException(
          "delay-millis is 0 to " + Limits.SIMULATOR_DELAY_MILLIS_MAX + ", not " + delayMillis);
    }
    if (!(faultRate >= 0 && faultRate <= 1)) {
      throw new IllegalArgumentException("fault-rate is 0 to 1, not " + faultRate);
    }
  }

  static boolean isControl(String line) {
    return line.equals(CONTROL) || line.startsWith(CONTROL + " ");
  }

  /**
   * Reads {@code CONTROL delay-millis=5000 fault-rate=1 faults=SILENT}; what it does not say is as
   * at the start.
   *
   * @param start how the source was told to be when it was started
   * @throws IllegalArgumentException whose message says what is wrong
   */
  static Behaviour parse(String line, Behaviour start) {
    long delayMillis = start.delayMillis;
    double faultRate = start.faultRate;
    Set<Fault> faults = start.faults;
    for (String word : line.substring(CONTROL.length()).strip().split(" +")) {
      String[] setting = word.split("=", 2);
      try {
        switch (setting[0]) {
          case "" -> {}
          case "delay-millis" -> delayMillis = Long.parseLong(setting[1]);
          case "fault-rate" -> faultRate = Double.parseDouble(setting[1]);
          case "faults" -> faults = kinds(setting[1]);
          default -> throw new IllegalArgumentException(USAGE);
        }
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException(USAGE, e);
      }
    }
    return new Behaviour(delayMillis, faultRate, faults);
  }

  private static Set<Fault> kinds(String names) {
    Set<Fault> kinds = EnumSet.noneOf(Fault.class);
    for (String name : names.split(",")) {
      kinds.add(Fault.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    return kinds;
  }
}
