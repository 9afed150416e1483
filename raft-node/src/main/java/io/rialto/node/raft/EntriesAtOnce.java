package io.rialto.node.raft;

import java.util.EnumSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
 * <p>That thread serves all connections, so nothing on it may wait for other nodes, though it waits
 * for the log now and then. A candidate or a leader that hears of a new leader waits until its
 * election or its senders have ended (engine 3.3.0): on another thread, and while one does so,
 * requests go to other threads too. Only who becomes a candidate in the very moment of a request
 * waits here, two seconds at most.
 */
final class EntriesAtOnce implements GrpcServices.Customizer, ServerCallExecutorSupplier {
  private static final String ENTRIES =
      RaftServerProtocolServiceGrpc.getAppendEntriesMethod().getFullMethodName();

  private final GrpcServices.Customizer others;
  private final BooleanSupplier following;
  private final AtomicInteger elsewhere = new AtomicInteger();

  /** They end by themselves when idle; calls report their end even after the node has closed. */
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
    if (following.getAsBoolean() && elsewhere.get() == 0) {
      task.run();
    } else {
      elsewhere.incrementAndGet();
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              elsewhere.decrementAndGet();
            }
          });
    }
  }
}
