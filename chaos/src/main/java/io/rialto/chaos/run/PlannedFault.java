package io.rialto.chaos.run;

import io.rialto.chaos.fault.Offer;

/**
 * A fault's place in a spell; milliseconds since the spell began.
 *
 * @param seed of what the fault itself leaves open
 */
record PlannedFault(Offer offer, long fromMillis, long toMillis, long seed) {}
