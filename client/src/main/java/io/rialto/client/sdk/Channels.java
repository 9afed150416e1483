package io.rialto.client.sdk;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One channel a node. A channel that failed to connect is replaced by a fresh one: gRPC would hold
 * new calls back for up to two minutes, the client paces its attempts itself. Thread-safe.
 */
final class Channels {

  private static final Pattern ENDPOINT =
      Pattern.compile("([^\\s,:]+|\\[[0-9a-fA-F:]+\\]):([1-9][0-9]{0,4})");

  private final Executor executor;
  private final Map<String, ManagedChannel> channels = new HashMap<>();
  private boolean closed;

  Channels(Executor executor) {
    this.executor = executor;
  }

  /**
   * The host and port of an endpoint; throws {@link IllegalArgumentException} that names it and the
   * form.
   */
  static InetSocketAddress address(String endpoint) {
    Matcher parts = ENDPOINT.matcher(endpoint);
    if (!isAddress(endpoint) || !parts.matches()) {
      throw new IllegalArgumentException(
          "\"" + endpoint + "\" is not an endpoint: host:port, such as 127.0.0.1:7001");
    }
    return InetSocketAddress.createUnresolved(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  static boolean isAddress(String endpoint) {
    Matcher parts = ENDPOINT.matcher(endpoint);
    return parts.matches() && Integer.parseInt(parts.group(2)) <= 65_535;
  }

  synchronized ManagedChannel to(String endpoint) {
    ManagedChannel channel = channels.get(endpoint);
    if (channel != null && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.shutdown();
      channel = null;
    }
    if (channel == null) {
      channel = open(endpoint);
      channels.put(endpoint, channel);
    }
    return channel;
  }

  /**
   * Forgets a connection that is dead though it looks alive: the next call has to prove that it is
   * not.
   */
  synchronized void discard(String endpoint) {
    ManagedChannel channel = channels.remove(endpoint);
    if (channel != null) {
      channel.shutdownNow();
    }
  }

  private ManagedChannel open(String endpoint) {
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
    InetSocketAddress address = address(endpoint);
    return NettyChannelBuilder.forAddress(address.getHostString(), address.getPort())
        .usePlaintext()
        .executor(executor)
        .disableRetry()
        .maxInboundMessageSize(ClientLimits.MESSAGE_BYTES_MAX)
        .build();
  }

  synchronized void close() {
    closed = true;
    channels.values().forEach(ManagedChannel::shutdownNow);
    channels.clear();
  }
}
