package io.rialto.quoteproxy;

import java.net.InetSocketAddress;

/**
 * An address as options write it: {@code HOST:PORT}, an IPv6 address in square brackets.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535; 0 means any free one, for listening only
 */
public record Endpoint(String host, int port) {

  private static final int PORT_MAX = 65_535;

  /**
   * Parses {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException whose message names the text and the form it should have
   */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    String port = text.substring(colon + 1);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      host = "";
    }
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > PORT_MAX) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address: HOST:PORT, such as 127.0.0.1:4444");
    }
    return new Endpoint(host, Integer.parseInt(port));
  }

  /** This host with the port that was really bound. */
  public Endpoint withPort(int bound) {
    return new Endpoint(host, bound);
  }

  /**
   * The address to bind or to connect to; the name is looked up now, so a moved source is found
   * again.
   */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
