/**
 * The trading machine: every rule of SPEC.md, as plain Java on one thread.
 *
 * <p>An {@link io.rialto.node.machine.Entry} goes in, an {@link io.rialto.node.machine.EntryResult}
 * comes out: the results of its operations and the {@link io.rialto.node.machine.Changes} to the
 * state, as rows to be written. The same entries in the same order give the same rows and the same
 * hash on every replica, today and in ten years. Therefore this package imports the JDK and nothing
 * else, and sees no clock, no random number, no thread, no file, no hash map's order, no floating
 * point and no log.
 */
package io.rialto.node.machine;
