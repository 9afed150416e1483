package io.rialto.chaos.run;

import io.rialto.chaos.fault.Fault;

/**
 * One fault of a run. Times are of {@link System#nanoTime}.
 *
 * @param id in the history
 * @param healedNanos 0 while it is not healed
 * @param recoveredNanos when the cluster was found whole after it; 0 before
 */
record Strike(long id, Fault fault, long fromNanos, long healedNanos, long recoveredNanos) {

  Strike healed(long nanos) {
    return new Strike(id, fault, fromNanos, nanos, recoveredNanos);
  }

  Strike recovered(long nanos) {
    return new Strike(id, fault, fromNanos, healedNanos, nanos);
  }
}
