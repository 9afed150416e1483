package io.rialto.chaos.bench;

/**
 * What a sustained load came to.
 *
 * @param acknowledged commands that were done
 * @param unknown commands whose outcome is not known; each may have been done once
 * @param lost acknowledged commands of the witness that are missing in its account
 * @param doubled commands of the witness that are in its account once too often
 */
public record SustainedFigures(
    long acknowledged, long unknown, long commandsPerSecond, long lost, long doubled) {}
