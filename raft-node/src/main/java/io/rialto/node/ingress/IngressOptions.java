package io.rialto.node.ingress;

import io.rialto.node.quotes.QuoteKeys;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * How a node is reached and where it gets prices.
 *
 * @param nodeId this node's id
 * @param listen where the public services are served; port 0 takes a free one
 * @param endpoints host:port of each node's public services by node id, for forwarding and for
 *     leader hints; looked at anew with each use
 * @param quoteProxies host:port of the quote proxies, the preferred one first
 * @param quoteKeys the keys that quotes are checked with
 * @param clock the node's wall clock
 */
public record IngressOptions(
    String nodeId,
    InetSocketAddress listen,
    Map<String, String> endpoints,
    List<String> quoteProxies,
    QuoteKeys quoteKeys,
    InstantSource clock) {}
