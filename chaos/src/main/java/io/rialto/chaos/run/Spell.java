package io.rialto.chaos.run;

import java.util.List;

/**
 * A time in which something is broken, after one in which nothing is.
 *
 * @param quietMillis how long nothing is broken first
 * @param millis how long the spell takes
 * @param faults by when they begin
 */
record Spell(long quietMillis, long millis, List<PlannedFault> faults) {

  /** The same, over sooner. */
  Spell within(long millisLeft) {
    long end = Math.min(millis, Math.max(0, millisLeft - quietMillis));
    return new Spell(
        quietMillis,
        end,
        faults.stream()
            .filter(fault -> fault.fromMillis() < end)
            .map(
                fault ->
                    new PlannedFault(
                        fault.offer(),
                        fault.fromMillis(),
                        Math.min(end, fault.toMillis()),
                        fault.seed()))
            .toList());
  }
}
