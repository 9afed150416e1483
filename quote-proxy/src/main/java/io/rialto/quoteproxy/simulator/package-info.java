/**
 * The legacy quote server as SPEC describes it, for machines that have none: the same wire format,
 * delays, prices and bad habits, seeded, with faults on demand.
 *
 * <p>What a symbol's k-th request is answered with, how late, and with which fault, depends on the
 * seed, the symbol and k alone. So runs repeat whatever the order in which symbols are asked for.
 * Only the time stamp and the key made from it are of the moment. This package knows neither the
 * proxy nor its client: they meet over TCP.
 */
package io.rialto.quoteproxy.simulator;
