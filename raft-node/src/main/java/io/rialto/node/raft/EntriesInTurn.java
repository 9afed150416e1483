package io.rialto.node.raft;

import java.util.EnumSet;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;

/**
 * Hands the engine one request with entries after the other, whoever sends them.
 *
 * <p>The engine (3.3.0) checks such a request under its lock, and appends the entries when it has
 * left it: those of a leader that is deposed in between would take the place of its successor's,
 * which may have been acknowledged already. Heartbeats have no entries and do not wait.
 */
final class EntriesInTurn implements GrpcServices.Customizer, ServerInterceptor {
  private final GrpcServices.Customizer others;
  private final Object turn = new Object();

  /**
   * @param others go on doing what they do
   */
  EntriesInTurn(GrpcServices.Customizer others) {
    this.others = others;
  }

  @Override
  public NettyServerBuilder customize(
      NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
    return others.customize(builder, types).intercept(this);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        if (message instanceof AppendEntriesRequestProto append && append.getEntriesCount() > 0) {
          synchronized (turn) {
            super.onMessage(message);
          }
        } else {
          super.onMessage(message);
        }
      }
    };
  }
}
