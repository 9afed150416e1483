/**
 * A cluster of real processes on this machine: started, watched, hurt and stopped from outside, by
 * signals and by the public contract, never through their code.
 *
 * <p>A process is known by its id together with its start time, so that a recycled id is never
 * signalled.
 */
package io.rialto.chaos.cluster;
