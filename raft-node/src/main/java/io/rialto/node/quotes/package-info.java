/**
 * The leader's quote desk: asks the quote proxies for prices and checks what they sign.
 *
 * <p>Bounded, one request a symbol, never blocking its caller. A quote that leaves here has a good
 * signature, the symbol that was asked for and a time that makes sense; it becomes a price only
 * when it is in the log.
 */
package io.rialto.node.quotes;
