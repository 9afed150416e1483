package io.rialto.chaos.cluster;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.rialto.client.cli.ClusterFile;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.QuoteProxyStatusRequest;
import io.rialto.proto.quotes.QuotesGrpc;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a cluster's quote proxy how it is. */
public final class QuoteProxies {

  private QuoteProxies() {}

  /** What the proxy says of itself, since its process began; blocks. */
  public static QuoteProxyStatus status(ClusterFile cluster) throws ClusterException {
    return status(cluster, ClusterLimits.SOURCE_MAX);
  }

  /** The same, if it says so soon. */
  static Optional<QuoteProxyStatus> statusIfItAnswers(ClusterFile cluster) {
    try {
      return Optional.of(status(cluster, ClusterLimits.STATUS_MAX));
    } catch (ClusterException silent) {
      return Optional.empty();
    }
  }

  private static QuoteProxyStatus status(ClusterFile cluster, Duration patience)
      throws ClusterException {
    String endpoint = cluster.quoteProxy().endpoint();
    ManagedChannel channel =
        Grpc.newChannelBuilder(endpoint, InsecureChannelCredentials.create()).build();
    try {
      return QuotesGrpc.newBlockingStub(channel)
          .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
          .withWaitForReady()
          .status(QuoteProxyStatusRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new ClusterException("the quote proxy did not say how it is: " + e.getStatus(), e);
    } finally {
      channel.shutdownNow();
    }
  }
}
