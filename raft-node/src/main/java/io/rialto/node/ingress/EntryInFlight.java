package io.rialto.node.ingress;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * An entry that was submitted and is not yet settled.
 *
 * @param number counts this node's entries
 * @param term in which it was submitted
 * @param operations in the order of their results
 * @param byLane the same operations
 * @param barriers reads that wait for it to be applied
 */
record EntryInFlight(
    long number,
    long term,
    List<Waiting> operations,
    Map<Lane, List<Waiting>> byLane,
    List<CompletableFuture<Void>> barriers) {

  static EntryInFlight of(
      long number, long term, EntryBuilder built, List<CompletableFuture<Void>> barriers) {
    return new EntryInFlight(number, term, built.operations(), built.byLane(), barriers);
  }
}
