package io.rialto.chaos.audit;

/**
 * A price as the replay holds it.
 *
 * @param earliestMillis with {@code latestMillis} the interval in which its time lies
 */
record ReplayedQuote(long priceCents, long earliestMillis, long latestMillis, String cryptokey) {}
