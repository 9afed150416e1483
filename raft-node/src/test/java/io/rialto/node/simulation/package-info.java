/**
 * A seeded simulation of the whole chain above the engine: clients, connections, the way in, a
 * replicated log, snapshots, restarts and clocks, around the real trading machine, the real store
 * (in a share of the runs) and the real parts of the sequencer.
 *
 * <p>One thread, virtual time, one source of chance: a run repeats exactly from its seed. What is
 * checked stands in {@link io.rialto.node.simulation.Examiner}; what happened often enough to count
 * in {@link io.rialto.node.simulation.Coverage}. Signatures of quotes and bytes on the wire are not
 * part of it, nor is the engine itself: its log is stated here once more, with Raft's rules for
 * votes, matching logs and commits, but with elections that happen in an instant.
 */
package io.rialto.node.simulation;
