package io.rialto.node.ops;

import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;

/** Channels to other programs of the service, which die, are cut off, and come back. */
public final class Channels {

  private Channels() {}

  /**
   * One that notices when the other side is gone, and does not take long for an attempt to connect.
   * Between attempts it still pauses longer and longer: who knows that it is time for another one
   * calls {@code resetConnectBackoff}.
   *
   * @param endpoint host:port
   */
  public static NettyChannelBuilder to(String endpoint) {
    return NettyChannelBuilder.forTarget(endpoint)
        .usePlaintext()
        // Left alone, the system asks in ever longer intervals, and after a long cut the next
        // attempt would come long after the healing.
        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Limits.PEER_CONNECT_MILLIS_MAX)
        .keepAliveTime(2L * Limits.KEEP_ALIVE_SECONDS_MIN, TimeUnit.SECONDS)
        .keepAliveTimeout(Limits.KEEP_ALIVE_SECONDS_MIN, TimeUnit.SECONDS);
  }
}
