package io.rialto.chaos.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
      if (isFree(port)) {
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

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** The port of host:port. */
  static int of(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }
}
