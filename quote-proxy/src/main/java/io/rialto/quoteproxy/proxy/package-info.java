/**
 * The proxy itself: the gRPC service, the cache of a minute, one request in flight for a symbol,
 * and the signature that makes a price a fact (DESIGN, "Determinism"; P8).
 *
 * <p>Nothing here waits on a thread: a call is a future from the socket to the reply. The proxy
 * keeps no state but its keys; after a restart its cache is empty, and only what is asked for is
 * fetched again. Under the policy EAGER, what is asked for often is fetched again before it is
 * asked for.
 */
package io.rialto.quoteproxy.proxy;
