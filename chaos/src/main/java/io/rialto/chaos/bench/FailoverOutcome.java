package io.rialto.chaos.bench;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What killed leaders cost.
 *
 * @param falseElections while no leader was missing
 * @param repeatedElections after a kill, that brought no leader
 * @param lagEntriesMax how far one node was behind another at most, while no leader was killed
 * @param snapshotsMin how many the node with the fewest has taken since its last start
 * @param loadMillis how long the sustained load ran
 */
public record FailoverOutcome(
    FailoverPlan plan,
    LoadFigures loaded,
    SustainedFigures load,
    List<Failover> failovers,
    int falseElections,
    int repeatedElections,
    long lagEntriesMax,
    long snapshotsMin,
    boolean replicasAgree,
    long loadMillis,
    long elapsedMillis) {

  /** From each kill to the next answer, in the order of the kills. */
  LongStream millis() {
    return failovers.stream().mapToLong(Failover::millis);
  }

  /** From kills to a phase; without those whose successor did not tell. */
  LongStream millis(FailoverPhase phase) {
    return failovers.stream()
        .filter(failover -> failover.phases().containsKey(phase))
        .mapToLong(failover -> failover.phases().get(phase));
  }

  /** Whether all that must hold does; false elections cost time, they break nothing. */
  public boolean holds() {
    return replicasAgree && load.lost() == 0 && load.doubled() == 0;
  }
}
