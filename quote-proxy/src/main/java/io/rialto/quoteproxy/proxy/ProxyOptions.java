package io.rialto.quoteproxy.proxy;

import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;
import java.nio.file.Path;

/**
 * How a proxy is set up.
 *
 * @param listen where gRPC is served; port 0 takes any free one
 * @param source the legacy quote server
 * @param dataDirectory holds the signing key
 * @param name goes into every quote and audit log: 1 to 64 printable characters, no blank or comma
 * @param connectionsMax hits side by side
 * @param hitsPerSecondMax hits a second
 * @param hitMillis how long one hit may take
 */
public record ProxyOptions(
    Endpoint listen,
    Endpoint source,
    Path dataDirectory,
    String name,
    int connectionsMax,
    int hitsPerSecondMax,
    long hitMillis) {

  /** Refuses what is out of bounds, with a message for the person at the command line. */
  public ProxyOptions {
    if (!name.matches("[!-+\\--~]{1," + Limits.PROXY_NAME_LENGTH_MAX + "}")) {
      throw new IllegalArgumentException(
          "the name is not 1 to "
              + Limits.PROXY_NAME_LENGTH_MAX
              + " printable ASCII characters without blank or comma");
    }
    requireBetween("connections", connectionsMax, Limits.CONNECTIONS_MAX);
    requireBetween("hits per second", hitsPerSecondMax, Limits.HITS_PER_SECOND_MAX);
    requireBetween("milliseconds for a hit", hitMillis, Limits.HIT_MILLIS_MAX);
  }

  private static void requireBetween(String what, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + ": " + value + " is not between 1 and " + most);
    }
  }

  /** The usual limits. */
  public static ProxyOptions standard(
      Endpoint listen, Endpoint source, Path dataDirectory, String name) {
    return new ProxyOptions(
        listen,
        source,
        dataDirectory,
        name,
        Limits.CONNECTIONS_DEFAULT,
        Limits.HITS_PER_SECOND_DEFAULT,
        Limits.HIT_MILLIS_DEFAULT);
  }
}
