/**
 * The trading machine: every rule of SPEC.md, as plain Java on one thread.
 *
 * <p>An {@link io.rialto.node.machine.Entry} goes in, an {@link io.rialto.node.machine.EntryResult}
 * comes out: the results of its operations and the {@link io.rialto.node.machine.Changes} to the
 * state, as rows to be written. The same entries in the same order give the same rows and the same
 * hash on every replica, today and in ten years. Therefore this package imports the JDK and nothing
 * else, and sees no clock, no random number, no thread, no file, no hash map's order, no floating
 * point and no log.
 *
 * <p>To read it: {@link io.rialto.node.machine.TradingMachine} is the way of an entry, {@code
 * OperationDesk} decides what is executed and what was already, {@code TradingRules} with {@code
 * PendingRules} and {@code StandingRules} says what each command does, and {@code Account} is what
 * they do it to. State lives in rows ({@link io.rialto.node.machine.Table}): {@code Rows} lays an
 * entry's changes over what is stored, {@code HashChain} takes them in. {@code TriggerBook}, {@code
 * ExpiryQueue}, {@code QuoteBoard} and {@code SessionTable} keep in order what must be found by
 * more than its key, {@code Trail} gathers audit events.
 */
package io.rialto.node.machine;
