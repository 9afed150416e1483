/**
 * A naive model of SPEC.md, written from its text and not from the trading machine, and the tests
 * that compare the two.
 *
 * <p>The model keeps plain lists, recomputes every figure from them and scans everything on each
 * entry. It is slow on purpose: each rule stands once, beside the words of SPEC.md that it follows,
 * so that a disagreement can be decided by reading. It uses the machine's input and output types
 * and none of its logic.
 */
package io.rialto.node.model;
