package io.rialto.chaos.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.rialto.chaos.cluster.EtcdCalls;
import io.rialto.client.sdk.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Puts to an etcd node, each of a value as large as a command, over as many keys as users. */
final class EtcdTarget implements LoadTarget {

  /** The size of a command in a log entry, about. */
  static final int VALUE_BYTES = 100;

  private final ManagedChannel channel;
  private final Semaphore room;
  private final String prefix;
  private final int keys;
  private final byte[] value = new byte[VALUE_BYTES];

  /**
   * @param number of the client: its keys are those of nobody else
   */
  EtcdTarget(String endpoint, int inFlightMax, int keys, int number) {
    this.room = new Semaphore(inFlightMax);
    this.keys = keys;
    this.prefix = "user" + number + "-";
    Arrays.fill(value, (byte) 'v');
    // One connection has one thread, and answers are told there.
    this.channel = NettyChannelBuilder.forTarget(endpoint).usePlaintext().directExecutor().build();
  }

  @Override
  public void send(long number, Consumer<CommandResult.Kind> ended) {
    room.acquireUninterruptibly();
    byte[] key = (prefix + number % keys).getBytes(StandardCharsets.UTF_8);
    ClientCalls.asyncUnaryCall(
        channel.newCall(
            EtcdCalls.PUT,
            CallOptions.DEFAULT.withDeadlineAfter(
                BenchLimits.COMMAND_DEADLINE.toNanos(), TimeUnit.NANOSECONDS)),
        EtcdCalls.put(key, value),
        new Answer(ended));
  }

  private final class Answer implements StreamObserver<byte[]> {
    private final Consumer<CommandResult.Kind> ended;

    Answer(Consumer<CommandResult.Kind> ended) {
      this.ended = ended;
    }

    @Override
    public void onNext(byte[] reply) {}

    @Override
    public void onError(Throwable failure) {
      room.release();
      ended.accept(CommandResult.Kind.UNKNOWN);
    }

    @Override
    public void onCompleted() {
      room.release();
      ended.accept(CommandResult.Kind.DONE);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
