package io.rialto.node.raft;

import java.util.EnumSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallExecutorSupplier;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;

/**
 * Lets a follower take requests with entries on the thread that reads them, which saves a switch
 * for each.
 *
 * <p>That thread serves all connections, so nothing on it may wait for other nodes. A follower does
 * not; a candidate or a leader that hears of a new one waits until its election or its senders have
 * ended (engine 3.3.0), and does so on a thread of its own.
 */
final class EntriesAtOnce implements GrpcServices.Customizer, ServerCallExecutorSupplier {
  private static final String ENTRIES =
      RaftServerProtocolServiceGrpc.getAppendEntriesMethod().getFullMethodName();

  private final GrpcServices.Customizer others;
  private final BooleanSupplier following;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "raft-entries");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param others go on doing what they do
   * @param following whether this node is a follower now; asked by many threads, for each request
   */
  EntriesAtOnce(GrpcServices.Customizer others, BooleanSupplier following) {
    this.others = others;
    this.following = following;
  }

  @Override
  public NettyServerBuilder customize(
      NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
    return others.customize(builder, types).callExecutor(this);
  }

  @Override
  public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
    return ENTRIES.equals(call.getMethodDescriptor().getFullMethodName()) ? this::take : null;
  }

  private void take(Runnable task) {
    if (following.getAsBoolean()) {
      task.run();
    } else {
      threads.execute(task);
    }
  }
}
