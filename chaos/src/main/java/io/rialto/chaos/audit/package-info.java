/**
 * Judges a run by its audit log: reads the XML, replays it by rules written here from SPEC alone,
 * and compares the replies that clients got and the balances that nodes report with what the log
 * says.
 *
 * <p>Must not import the machine nor its tests' model: a judge that shares code with the accused
 * would share its mistakes. Everything found to be wrong is a {@link
 * io.rialto.chaos.audit.Discrepancy}; nothing is thrown for it.
 */
package io.rialto.chaos.audit;
