/**
 * Judges a run by its history: whether what clients heard, what the audit log says and what the
 * nodes hold can all be the doing of one service that keeps the trading rules, command after
 * command in log order. docs/concepts/checking.md says what is checked, how, and what is not.
 *
 * <p>The trading rules come from {@code io.rialto.chaos.audit}, a model written from the rules'
 * page alone. Nothing here may look at how a node works.
 */
package io.rialto.chaos.check;
