package io.rialto.node.machine;

/**
 * A quote as it stands in the log. Its signature has been checked before the log.
 *
 * @param user for whom the legacy source was asked
 * @param number the transaction that needed it, 0 if unnumbered
 * @param forOperation the place (from 1) in the same entry of the operation that needed it, whose
 *     number then counts instead of {@code number}; 0 for none
 * @param timeMillis the quote proxy's time of the reply
 */
public record Quote(
    String symbol,
    long priceCents,
    String user,
    long number,
    int forOperation,
    long timeMillis,
    long quoteServerTimeMillis,
    String cryptokey,
    String proxyName,
    String keyId,
    byte[] signature) {}
