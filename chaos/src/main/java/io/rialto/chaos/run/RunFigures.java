package io.rialto.chaos.run;

import java.util.List;

/**
 * What a run's load came to. Times are of {@link System#nanoTime}.
 *
 * @param stopNanos when users stopped trading: all was whole again, or would not be
 * @param cutShort whether it was told to end before its time
 * @param settled whether everything that was sent has an outcome
 */
record RunFigures(
    long startNanos,
    long stopNanos,
    boolean cutShort,
    boolean settled,
    int clientsLost,
    LoadRecorder recorder,
    List<Strike> strikes,
    Reigns reigns) {}
