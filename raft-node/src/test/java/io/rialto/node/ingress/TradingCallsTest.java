package io.rialto.node.ingress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.rialto.node.ops.Channels;
import io.rialto.proto.trading.CommandBatch;
import io.rialto.proto.trading.ReplyBatch;
import io.rialto.proto.trading.TradingGrpc;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real gRPC and a socket; the services behind tell which thread came. */
class TradingCallsTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final String POOLED = "pooled";

  private final ExecutorService pool =
      Executors.newSingleThreadExecutor(task -> new Thread(task, POOLED));
  private final BlockingQueue<String> came = new LinkedBlockingQueue<>();
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .executor(pool)
            .callExecutor(new TradingCalls())
            .addService(new Trading())
            .addService(new Health())
            .build()
            .start();
    channel = Channels.to("127.0.0.1:" + server.getPort()).build();
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow().awaitTermination(PATIENCE_SECONDS, SECONDS);
    server.shutdownNow().awaitTermination(PATIENCE_SECONDS, SECONDS);
    pool.shutdown();
  }

  @Test
  void commandsAreTakenByTheThreadThatReadsThem() throws Exception {
    StreamObserver<CommandBatch> stream = TradingGrpc.newStub(channel).stream(new Ignored<>());
    // The thread that has begun the call may take what comes meanwhile.
    await()
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(
            () -> {
              stream.onNext(CommandBatch.getDefaultInstance());
              return came.poll(PATIENCE_SECONDS, SECONDS);
            },
            thread -> !POOLED.equals(thread));
  }

  @Test
  void otherServicesMayWait() throws Exception {
    HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
    assertThat(came.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(POOLED);
  }

  private final class Trading extends TradingGrpc.TradingImplBase {
    @Override
    public StreamObserver<CommandBatch> stream(StreamObserver<ReplyBatch> out) {
      return new Ignored<>() {
        @Override
        public void onNext(CommandBatch batch) {
          came.add(Thread.currentThread().getName());
        }
      };
    }
  }

  private final class Health extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> out) {
      came.add(Thread.currentThread().getName());
      out.onNext(HealthCheckResponse.getDefaultInstance());
      out.onCompleted();
    }
  }

  private static class Ignored<M> implements StreamObserver<M> {
    @Override
    public void onNext(M message) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
