/**
 * What a run did and heard, kept as a file: every call and its answer with their times, faults,
 * exits, statuses, and where the audit logs lie. One JSON object a line
 * (docs/reference/history.md), so that it can be read with any tool, checked alone, and kept beside
 * a bug.
 *
 * <p>It must not judge: that is {@code io.rialto.chaos.check}'s. All times are nanoseconds of one
 * monotonic clock since the history began, so one process writes a history.
 */
package io.rialto.chaos.history;
