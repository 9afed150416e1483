package io.rialto.workloads;

/**
 * How far a replay is.
 *
 * @param read lines read, malformed ones too
 * @param finished commands that the replay is done with, answered or given up
 * @param answered of these, done or rejected
 * @param inFlight commands under way
 */
public record ReplayProgress(
    long read, long finished, long answered, long malformed, int inFlight, long elapsedNanos) {}
