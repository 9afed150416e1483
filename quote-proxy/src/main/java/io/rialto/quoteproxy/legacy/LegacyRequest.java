package io.rialto.quoteproxy.legacy;

import java.nio.charset.StandardCharsets;

/**
 * What the legacy source is asked.
 *
 * @param symbol 1 to 3 letters A to Z
 * @param user for whom, as SPEC's values have it: no blank, no comma
 */
public record LegacyRequest(String symbol, String user) {

  /** The request as it goes over the wire. */
  byte[] line() {
    return (symbol + "," + user + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
