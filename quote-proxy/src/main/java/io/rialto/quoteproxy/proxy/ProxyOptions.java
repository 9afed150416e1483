package io.rialto.quoteproxy.proxy;

import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.HedgeOptions;
import io.rialto.quoteproxy.legacy.SourceOptions;
import java.nio.file.Path;

/**
 * How a proxy is set up.
 *
 * @param listen where gRPC is served; port 0 takes any free one
 * @param source the legacy quote server
 * @param dataDirectory holds the signing key
 * @param name goes into every quote and audit log: 1 to 64 printable characters, no blank or comma
 * @param policy how many hits it may cost to be quick
 * @param hedges counts under the policy HEDGED only
 */
public record ProxyOptions(
    Endpoint listen,
    SourceOptions source,
    Path dataDirectory,
    String name,
    Policy policy,
    HedgeOptions hedges) {

  /** Refuses what is out of bounds, with a message for the person at the command line. */
  public ProxyOptions {
    if (!name.matches("[!-+\\--~]{1," + Limits.PROXY_NAME_LENGTH_MAX + "}")) {
      throw new IllegalArgumentException(
          "the name is not 1 to "
              + Limits.PROXY_NAME_LENGTH_MAX
              + " printable ASCII characters without blank or comma");
    }
  }
}
