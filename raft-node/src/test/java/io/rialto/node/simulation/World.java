package io.rialto.node.simulation;

/**
 * What everything in a run shares.
 *
 * @param weather which faults are on now
 */
record World(
    VirtualTime time,
    Chance chance,
    Trace trace,
    Coverage coverage,
    Examiner examiner,
    Weather weather,
    PlantedFault planted) {

  void event(String who, String what) {
    trace.event(who, what);
  }

  void met(Happening happening) {
    coverage.met(happening);
  }

  /** True wall-clock time: all clocks would show it if none were wrong. */
  long trueMillis() {
    return Weather.START_MILLIS + time.nowMicros() / VirtualTime.MILLIS + weather.leapMillis();
  }
}
