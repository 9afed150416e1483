package io.rialto.node.machine;

/**
 * What the machine answers to one operation.
 *
 * @param duplicate true if this is the first reply given again
 * @param summary DISPLAY_SUMMARY's body, made afresh also for a duplicate, if the caller of {@link
 *     TradingMachine#apply} asked for bodies; else null. It is no part of the state
 */
public record Result(Reply reply, boolean duplicate, Summary summary) {}
