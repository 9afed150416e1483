package io.rialto.node.raft;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.io.grpc.ManagedChannel;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyChannelBuilder;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.grpc.stub.StreamObserver;
import org.apache.ratis.thirdparty.io.netty.util.concurrent.FastThreadLocalThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over the engine's gRPC and a real socket; the service behind tells which thread came. */
class EntriesAtOnceTest {
  private static final long PATIENCE_SECONDS = 60;

  private final AtomicBoolean following = new AtomicBoolean();
  private final BlockingQueue<Thread> came = new LinkedBlockingQueue<>();
  private volatile Runnable onEntries = () -> {};
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    server =
        new EntriesAtOnce((builder, types) -> builder, following::get)
            .customize(
                NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0)),
                EnumSet.allOf(GrpcServices.Type.class))
            .addService(new Witness())
            .build()
            .start();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
  }

  @AfterEach
  void stop() throws Exception {
    channel.shutdownNow().awaitTermination(PATIENCE_SECONDS, SECONDS);
    server.shutdownNow().awaitTermination(PATIENCE_SECONDS, SECONDS);
  }

  @Test
  void onlyAFollowerTakesEntriesOnTheThreadThatReadsThem() throws Exception {
    StreamObserver<AppendEntriesRequestProto> leader =
        RaftServerProtocolServiceGrpc.newStub(channel).appendEntries(new Ignored<>());
    for (boolean follows : new boolean[] {false, true, false, true}) {
      following.set(follows);
      // A thread that is about to be done with the last one may take this one with it.
      await()
          .atMost(PATIENCE_SECONDS, SECONDS)
          .until(
              () -> {
                leader.onNext(AppendEntriesRequestProto.getDefaultInstance());
                return came.poll(PATIENCE_SECONDS, SECONDS);
              },
              thread -> thread instanceof FastThreadLocalThread == follows);
    }
  }

  @Test
  void whileOneRequestWaitsElsewhereNoOtherIsTakenWhereItMightWaitForIt() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    onEntries =
        () -> {
          if (!following.get()) {
            waiting.countDown();
            await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> over.getCount() == 0);
          }
        };
    StreamObserver<AppendEntriesRequestProto> older =
        RaftServerProtocolServiceGrpc.newStub(channel).appendEntries(new Ignored<>());
    older.onNext(AppendEntriesRequestProto.getDefaultInstance());
    assertThat(waiting.await(PATIENCE_SECONDS, SECONDS)).isTrue();
    came.take();

    following.set(true);
    StreamObserver<AppendEntriesRequestProto> newer =
        RaftServerProtocolServiceGrpc.newStub(channel).appendEntries(new Ignored<>());
    for (int request = 0; request < 10; request++) {
      newer.onNext(AppendEntriesRequestProto.getDefaultInstance());
      assertThat(came.poll(PATIENCE_SECONDS, SECONDS)).isNotInstanceOf(FastThreadLocalThread.class);
    }
    over.countDown();
  }

  @Test
  void whatMayWaitForOthersIsNeverTakenThere() throws Exception {
    following.set(true);
    RaftServerProtocolServiceGrpc.newBlockingStub(channel)
        .requestVote(RequestVoteRequestProto.getDefaultInstance());
    assertThat(came.poll(PATIENCE_SECONDS, SECONDS)).isNotInstanceOf(FastThreadLocalThread.class);
  }

  private final class Witness
      extends RaftServerProtocolServiceGrpc.RaftServerProtocolServiceImplBase {
    @Override
    public StreamObserver<AppendEntriesRequestProto> appendEntries(
        StreamObserver<AppendEntriesReplyProto> out) {
      return new Ignored<>() {
        @Override
        public void onNext(AppendEntriesRequestProto request) {
          came.add(Thread.currentThread());
          onEntries.run();
        }
      };
    }

    @Override
    public void requestVote(
        RequestVoteRequestProto request, StreamObserver<RequestVoteReplyProto> out) {
      came.add(Thread.currentThread());
      out.onNext(RequestVoteReplyProto.getDefaultInstance());
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
