/**
 * What can be broken: each fault with its healing, and a catalogue of those that this machine and
 * this cluster can have.
 *
 * <p>Faults work on a {@link io.rialto.chaos.cluster.Cluster} from outside: signals, files, file
 * systems, the ways between nodes. None of them may break a promise that the cluster never gave:
 * what loses data on disk hits one node at a time, and only while all others are whole.
 */
package io.rialto.chaos.fault;
