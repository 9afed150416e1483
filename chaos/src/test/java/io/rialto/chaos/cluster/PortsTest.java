package io.rialto.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void freePortsAreDifferentAndBelowThoseOfOutgoingConnections() throws ClusterException {
    assertThat(Ports.free(20))
        .doesNotHaveDuplicates()
        .allMatch(port -> port >= 17_000 && port < 32_000);
  }

  @Test
  void aPortOnWhichSomebodyListensIsNotFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(Programs.loopback(socket.getLocalPort()))).isFalse();
    }
  }
}
