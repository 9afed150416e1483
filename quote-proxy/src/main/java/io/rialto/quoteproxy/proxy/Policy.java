package io.rialto.quoteproxy.proxy;

/** How many hits, each of which costs, the proxy makes to be quick. */
public enum Policy {
  /** As few as possible: one for a price, however long it takes. */
  THRIFTY,
  /** A second one beside a slow one, within a budget. */
  HEDGED,
  /** Prices in demand are fetched anew before they run out, so that nobody waits for them. */
  EAGER
}
