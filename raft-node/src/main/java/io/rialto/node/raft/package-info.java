/**
 * The trading machine as a Ratis state machine: entry to machine to store, snapshots, life cycle,
 * fail-stop.
 *
 * <p>Holds no trading state of its own and knows no trading rule. Anything unexpected here halts
 * the process: a node that halts is brought back by its supervisor, a node that guesses diverges.
 */
package io.rialto.node.raft;
