package io.rialto.node.ingress;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.rialto.proto.trading.TradingGrpc;
import java.util.concurrent.Executor;

/**
 * Has messages of trading calls taken by the thread that reads them: none of the methods blocks,
 * and to hand a message over to another thread costs more than to take it.
 */
final class TradingCalls implements ServerCallExecutorSupplier {

  @Override
  public <Q, R> Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
    boolean trading = TradingGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName());
    return trading ? Runnable::run : null;
  }
}
