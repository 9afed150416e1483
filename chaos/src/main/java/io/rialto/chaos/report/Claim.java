package io.rialto.chaos.report;

/**
 * One thing that must hold after a run.
 *
 * @param detail the figures behind it
 */
public record Claim(boolean holds, String claim, String detail) {}
