package io.rialto.quoteproxy.legacy;

/**
 * A reply of the legacy source that has been checked against its request.
 *
 * @param priceCents 1 to 10^12
 * @param quoteServerTimeMillis the source's own time stamp, which is carried and not used
 * @param cryptokey the source's proof, 1 to 128 printable characters
 */
public record LegacyQuote(
    LegacyRequest request, long priceCents, long quoteServerTimeMillis, String cryptokey) {}
