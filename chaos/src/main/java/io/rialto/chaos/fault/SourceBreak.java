package io.rialto.chaos.fault;

import io.rialto.chaos.cluster.Cluster;
import io.rialto.chaos.cluster.ClusterException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The simulated quote source behaves as it is told; mended by telling it to behave again. */
final class SourceBreak implements Break {

  private static final String CONSENT = "OK";

  private final Cluster cluster;
  private final String settings;

  /**
   * @param settings what the simulator's CONTROL line says
   */
  SourceBreak(Cluster cluster, String settings) {
    this.cluster = cluster;
    this.settings = settings;
  }

  @Override
  public void inject(List<String> members) throws IOException {
    control("CONTROL " + settings);
  }

  @Override
  public void heal(List<String> members) throws IOException {
    control("CONTROL");
  }

  private void control(String line) throws IOException {
    String endpoint = cluster.file().quoteSimulator().endpoint();
    int colon = endpoint.lastIndexOf(':');
    int timeoutMillis = (int) FaultLimits.CONTROL_MAX.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1))),
          timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      String said =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (!said.equals(CONSENT)) {
        throw new ClusterException("the quote source answered \"" + line + "\" with: " + said);
      }
    }
  }
}
