/**
 * The engine without the machine: what it can do at most with entries like ours. Programs of {@code
 * ./rialto bench throughput --compare noop-ratis}; no node uses them.
 */
package io.rialto.node.raft.noop;
