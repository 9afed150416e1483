package io.rialto.node.machine;

import java.util.List;

/**
 * One entry of the replicated log.
 *
 * @param server the node that was leader for it
 * @param stampMillis that leader's clock; log time is the maximum of this and the log time before
 */
public record Entry(
    long index,
    long term,
    String server,
    long stampMillis,
    List<Quote> quotes,
    List<Operation> operations) {}
