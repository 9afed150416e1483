package io.rialto.workloads;

import io.rialto.proto.trading.CommandKind;

/**
 * What became of one kind of command. Latencies are those of answered commands, in milliseconds.
 *
 * @param count well-formed lines
 * @param shareOfTime this kind's latencies summed, as a part of all kinds' (0 to 1)
 */
public record KindReport(
    CommandKind kind,
    long count,
    long done,
    long rejected,
    double meanMillis,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    double shareOfTime) {}
