package io.rialto.node.ingress;

import io.rialto.proto.quotes.SignedQuote;

/**
 * A quote that is to go into the next entry.
 *
 * @param asker the unnumbered command for which the legacy source was asked, whose number the audit
 *     log then gives to the quote; null if there is none
 */
record FreshQuote(SignedQuote quote, Waiting asker) {}
