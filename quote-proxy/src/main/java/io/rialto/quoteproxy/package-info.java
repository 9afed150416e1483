/**
 * The price source's front as a program: the verbs {@code quote-proxy} and {@code quote-simulator},
 * their options and their limits. What they do is in the packages below; nothing here decides
 * anything about a price.
 */
package io.rialto.quoteproxy;
