package io.rialto.chaos.bench;

/**
 * What snapshots cost under a sustained load, and how long a blank node needs.
 *
 * @param snapshots that all nodes have taken, the loading of accounts included
 * @param applyPauseMillisMax the longest that a node applied nothing because of a snapshot
 * @param applyPauseMillisLast the same, of each node's latest snapshot
 * @param installMillis from a blank node's start until it is ready and holds what the others hold
 * @param loadMillisOfInstall of which from the last byte received until the state was in use
 * @param installed snapshots that the blank node received; 0 if the log sufficed
 */
public record SnapshotOutcome(
    BenchPlan plan,
    LoadFigures loaded,
    SustainedFigures load,
    long snapshots,
    long applyPauseMillisMax,
    long applyPauseMillisLast,
    long snapshotBytes,
    DiskUse disk,
    long installMillis,
    long loadMillisOfInstall,
    long installed,
    boolean replicasAgree,
    long elapsedMillis) {

  /** Whether all that must hold does. */
  public boolean holds() {
    return replicasAgree && load.lost() == 0 && load.doubled() == 0;
  }
}
