package io.rialto.chaos.bench;

/**
 * What restarts after SIGKILL in the middle of a sustained load took.
 *
 * @param node one follower, killed and started: until it is ready and has caught up; the median of
 *     {@link BenchLimits#RESTARTS}
 * @param cluster all nodes, killed and started: until the first command is acknowledged that was
 *     sent since
 */
public record RestartOutcome(
    BenchPlan plan,
    LoadFigures loaded,
    SustainedFigures load,
    Restart node,
    Restart cluster,
    DiskUse disk,
    long snapshotBytes,
    boolean replicasAgree,
    long elapsedMillis) {

  /**
   * One restart.
   *
   * @param millis from the start of the process, or of the first of several, until it serves
   * @param listenMillis until the port was open, or the last of several: Java's start, and the
   *     state's
   * @param openMillis of which the opening of the state; the slowest node's
   * @param processorMillis that the process has used until then, or all of them together; tells a
   *     slow node from a busy machine
   * @param entriesReplayed applied in that time, or received and applied; the most of a node
   */
  public record Restart(
      long millis,
      long listenMillis,
      long openMillis,
      long processorMillis,
      long entriesReplayed) {}

  /** Whether all that must hold does. */
  public boolean holds() {
    return replicasAgree && load.lost() == 0 && load.doubled() == 0;
  }
}
