package io.rialto.node.quotes;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.rialto.node.ops.Channels;
import io.rialto.node.ops.Limits;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SignedQuote;
import java.util.concurrent.TimeUnit;

/** The way to one quote proxy. Belongs to the desk's thread; answers come on gRPC's. */
final class ProxyLink {

  private static final long RECONNECT_NANOS_MIN =
      TimeUnit.MILLISECONDS.toNanos(Limits.QUOTE_PAUSE_MILLIS_MAX);

  private final String endpoint;
  private final ManagedChannel channel;
  private final QuotesGrpc.QuotesStub quotes;
  private long reconnectedAtNanos = System.nanoTime();

  /**
   * @param endpoint host:port
   */
  ProxyLink(String endpoint) {
    this.endpoint = endpoint;
    this.channel = Channels.to(endpoint).maxInboundMessageSize(Limits.MESSAGE_BYTES_MAX).build();
    this.quotes = QuotesGrpc.newStub(channel);
  }

  String endpoint() {
    return endpoint;
  }

  void ask(QuoteRequest request, long deadlineMillis, StreamObserver<SignedQuote> answer) {
    quotes.withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS).getQuote(request, answer);
  }

  /** Left alone, a channel that could not connect tries again after up to two minutes. */
  void connectAtOnce() {
    long now = System.nanoTime();
    if (now - reconnectedAtNanos >= RECONNECT_NANOS_MIN) {
      reconnectedAtNanos = now;
      channel.resetConnectBackoff();
    }
  }

  void close() {
    channel.shutdownNow();
  }
}
