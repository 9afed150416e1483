package io.rialto.node.ingress;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.rialto.proto.cluster.ClockReading;
import io.rialto.proto.cluster.ClockRequest;
import io.rialto.proto.cluster.PeersGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Another node, as far as its clock goes: it can be wrong. */
final class PeerClock extends PeersGrpc.PeersImplBase implements AutoCloseable {
  private final Server server;
  private volatile long errorMillis;

  PeerClock() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .addService(this)
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  void wrongBy(long millis) {
    errorMillis = millis;
  }

  @Override
  public void readClock(ClockRequest request, StreamObserver<ClockReading> replies) {
    replies.onNext(
        ClockReading.newBuilder().setTimeMillis(System.currentTimeMillis() + errorMillis).build());
    replies.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
