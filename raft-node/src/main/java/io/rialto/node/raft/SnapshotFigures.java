package io.rialto.node.raft;

/**
 * What snapshots and the restart cost this node, since its process started.
 *
 * @param applyPauseMillisLast how long no entry was applied for the latest snapshot
 * @param bytes all files of the newest snapshot; most are shared with the live state
 * @param installed snapshots received from a leader
 * @param installMillisLast from the engine's pause until the received state was in use
 * @param openedIndex what the node held when it opened its state
 * @param openMillis to open the database and to load the machine
 */
public record SnapshotFigures(
    long taken,
    long applyPauseMillisLast,
    long applyPauseMillisMax,
    long bytes,
    long installed,
    long installMillisLast,
    long openedIndex,
    long openMillis) {

  static final SnapshotFigures NONE = new SnapshotFigures(0, 0, 0, 0, 0, 0, 0, 0);

  SnapshotFigures opened(long index, long millis) {
    return new SnapshotFigures(
        taken,
        applyPauseMillisLast,
        applyPauseMillisMax,
        bytes,
        installed,
        installMillisLast,
        index,
        millis);
  }

  SnapshotFigures taken(long pauseMillis) {
    return new SnapshotFigures(
        taken + 1,
        pauseMillis,
        Math.max(applyPauseMillisMax, pauseMillis),
        bytes,
        installed,
        installMillisLast,
        openedIndex,
        openMillis);
  }

  SnapshotFigures installed(long millis) {
    return new SnapshotFigures(
        taken,
        applyPauseMillisLast,
        applyPauseMillisMax,
        bytes,
        installed + 1,
        millis,
        openedIndex,
        openMillis);
  }

  SnapshotFigures withBytes(long newestBytes) {
    return new SnapshotFigures(
        taken,
        applyPauseMillisLast,
        applyPauseMillisMax,
        newestBytes,
        installed,
        installMillisLast,
        openedIndex,
        openMillis);
  }
}
