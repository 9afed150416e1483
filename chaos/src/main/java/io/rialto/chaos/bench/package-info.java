/**
 * Measures what promises of time are worth: how long a node and a whole cluster take from the start
 * of their processes until they serve, what a snapshot costs while it is taken, and how long a
 * blank node needs; all with state of a chosen size and under load. Real processes, as users have
 * them; figures come from outside where that is possible, else from the nodes' own status.
 */
package io.rialto.chaos.bench;
