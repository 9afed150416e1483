package io.rialto.quoteproxy.proxy;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.rialto.proto.quotes.QuoteProxyStatus;
import io.rialto.proto.quotes.QuoteProxyStatusRequest;
import io.rialto.proto.quotes.QuoteRequest;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.proto.quotes.SignedQuote;
import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.legacy.HedgeOptions;
import io.rialto.quoteproxy.legacy.SourceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;

/** A proxy and a caller, with a real socket between them, and time in the test's hand. */
final class ProxyUnderTest implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;
  private static final long HIT_MILLIS = 60_000;

  final ManualTime time = new ManualTime();
  private final QuoteProxy proxy;
  private final ManagedChannel channel;

  ProxyUnderTest(Path directory, Endpoint source) throws IOException, GeneralSecurityException {
    this(directory, source, HIT_MILLIS);
  }

  ProxyUnderTest(Path directory, Endpoint source, Policy policy)
      throws IOException, GeneralSecurityException {
    this(directory, source, policy, HIT_MILLIS);
  }

  ProxyUnderTest(Path directory, Endpoint source, long hitMillis)
      throws IOException, GeneralSecurityException {
    this(directory, source, Policy.THRIFTY, hitMillis);
  }

  private ProxyUnderTest(Path directory, Endpoint source, Policy policy, long hitMillis)
      throws IOException, GeneralSecurityException {
    proxy =
        QuoteProxy.start(
            new ProxyOptions(
                new Endpoint("127.0.0.1", 0),
                new SourceOptions(source, 64, 10_000, hitMillis),
                directory,
                "proxy1",
                policy,
                new HedgeOptions(90, 20)),
            time,
            time.ticker());
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", proxy.endpoint().port()).usePlaintext().build();
  }

  ManagedChannel channel() {
    return channel;
  }

  QuoteProxy proxy() {
    return proxy;
  }

  static QuoteRequest request(String symbol, String user, long number) {
    return QuoteRequest.newBuilder().setSymbol(symbol).setUser(user).setNumber(number).build();
  }

  SignedQuote quote(String symbol, String user) {
    return quote(request(symbol, user, 7));
  }

  SignedQuote quote(QuoteRequest request) {
    return blocking().getQuote(request);
  }

  QuotesGrpc.QuotesBlockingStub blocking() {
    return QuotesGrpc.newBlockingStub(channel)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  QuotesGrpc.QuotesFutureStub future() {
    return QuotesGrpc.newFutureStub(channel).withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  QuoteProxyStatus status() {
    return blocking().status(QuoteProxyStatusRequest.getDefaultInstance());
  }

  @Override
  public void close() throws IOException {
    channel.shutdownNow();
    proxy.close();
  }
}
