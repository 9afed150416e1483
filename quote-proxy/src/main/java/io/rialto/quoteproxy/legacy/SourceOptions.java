package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Bounds;
import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;

/**
 * Where the legacy source is, and how hard it may be pressed.
 *
 * @param connectionsMax hits side by side
 * @param hitsPerSecondMax hits a second
 * @param hitMillis how long one hit may take
 */
public record SourceOptions(
    Endpoint endpoint, int connectionsMax, int hitsPerSecondMax, long hitMillis) {

  /** Refuses what is out of bounds, with a message for the person at the command line. */
  public SourceOptions {
    Bounds.require("connections", connectionsMax, 1, Limits.CONNECTIONS_MAX);
    Bounds.require("hits per second", hitsPerSecondMax, 1, Limits.HITS_PER_SECOND_MAX);
    Bounds.require("milliseconds for a hit", hitMillis, 1, Limits.HIT_MILLIS_MAX);
  }
}
