package io.rialto.node.ingress;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An entry that was submitted and is not yet settled.
 *
 * @param number counts this node's entries
 * @param term in which it was submitted
 * @param barriers reads that wait for it to be applied
 */
record EntryInFlight(
    long number, long term, List<Waiting> operations, List<CompletableFuture<Void>> barriers) {}
