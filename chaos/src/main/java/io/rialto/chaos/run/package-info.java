/**
 * Chaos runs: a schedule of faults from a seed, over a workload of many users whose clients die now
 * and then, on a cluster of its own; then the judgement.
 *
 * <p>A run always ends: it heals what it broke, waits for all to be whole, examines, and takes its
 * cluster away, also when it is interrupted. What it cannot say for certain it does not call a
 * pass.
 */
package io.rialto.chaos.run;
