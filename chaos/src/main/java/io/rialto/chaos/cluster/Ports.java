package io.rialto.chaos.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface. */
final class Ports {

  private Ports() {}

  /** Ports that are free now and different from each other, from a place chosen at random. */
  static List<Integer> free(int count) throws ClusterException {
    int range = ClusterLimits.PORT_LAST - ClusterLimits.PORT_FIRST + 1;
    int start = ThreadLocalRandom.current().nextInt(range);
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < range && ports.size() < count; i++) {
      int port = ClusterLimits.PORT_FIRST + (start + i) % range;
      if (isFree(Programs.loopback(port))) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new ClusterException(
          "no "
              + count
              + " free ports from "
              + ClusterLimits.PORT_FIRST
              + " to "
              + ClusterLimits.PORT_LAST);
    }
    return ports;
  }

  /** Whether nobody listens on host:port of this machine. */
  static boolean isFree(String endpoint) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address(endpoint));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether somebody takes connections at host:port, of this machine or another. */
  static boolean answers(String endpoint) {
    try (Socket socket = new Socket()) {
      socket.connect(address(endpoint), Math.toIntExact(ClusterLimits.STATUS_MAX.toMillis()));
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  /** What host:port names. */
  static InetSocketAddress address(String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    return new InetSocketAddress(
        endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)));
  }
}
