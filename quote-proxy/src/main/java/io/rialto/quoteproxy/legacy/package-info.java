/**
 * The legacy quote server as seen from here: one request a connection over TCP, slow, expensive,
 * and not to be believed before its reply is checked (SPEC, "The legacy quote server").
 *
 * <p>A {@link io.rialto.quoteproxy.legacy.PriceSource} makes one hit. Around it stand, from the
 * inside out: the count of hits; the {@link io.rialto.quoteproxy.legacy.CircuitBreaker}, which
 * leaves a silent source alone; the {@link io.rialto.quoteproxy.legacy.Turnstile}, which bounds how
 * many hits run side by side and how fast they follow each other; an {@link
 * io.rialto.quoteproxy.legacy.Attempt}, which makes one hit for a price or two; and {@link
 * io.rialto.quoteproxy.legacy.PersistentFetch}, which tries again. {@link
 * io.rialto.quoteproxy.legacy.SourceFront} puts them together. None of them keeps a price or signs
 * one, and none blocks its caller.
 */
package io.rialto.quoteproxy.legacy;
