package io.rialto.chaos.cluster;

import io.rialto.client.cli.ClusterFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a cluster's simulated quote source for those who control it. Stateless; any thread.
 */
public final class QuoteSource {

  private static final Pattern FIGURES = Pattern.compile("hits=(\\d+) .*");

  private final InetSocketAddress address;

  private QuoteSource(InetSocketAddress address) {
    this.address = address;
  }

  public static QuoteSource of(ClusterFile cluster) {
    String endpoint = cluster.quoteSimulator().endpoint();
    int colon = endpoint.lastIndexOf(':');
    return new QuoteSource(
        new InetSocketAddress(
            endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1))));
  }

  /** Says a line, and returns what comes back. */
  public String say(String line) throws IOException {
    int timeoutMillis = (int) ClusterLimits.SOURCE_MAX.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(address, timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }

  /** How often it has been hit since its start, as it counts itself. */
  public long hits() throws IOException {
    String said = say("FIGURES");
    Matcher figures = FIGURES.matcher(said);
    if (!figures.matches()) {
      throw new ClusterException("the quote source answered \"FIGURES\" with: " + said);
    }
    return Long.parseLong(figures.group(1));
  }
}
