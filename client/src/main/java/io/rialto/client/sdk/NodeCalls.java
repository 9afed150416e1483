package io.rialto.client.sdk;

import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Calls to one node that is named, and to no other: tried once, never forwarded. Thread-safe. */
final class NodeCalls {

  private final Wires wires;
  private final ResultThread resultThread;

  NodeCalls(Wires wires, ResultThread resultThread) {
    this.wires = wires;
    this.resultThread = resultThread;
  }

  /**
   * @return fails with {@link IOException} if the node refuses or does not answer
   */
  <Q, R> CompletableFuture<R> send(
      String endpoint, MethodDescriptor<Q, R> method, Q request, long timeoutMillis) {
    Channels.address(endpoint);
    CompletableFuture<R> future = new CompletableFuture<>();
    wires.loop().execute(() -> start(endpoint, method, request, timeoutMillis, future));
    return future;
  }

  private <Q, R> void start(
      String endpoint,
      MethodDescriptor<Q, R> method,
      Q request,
      long timeoutMillis,
      CompletableFuture<R> future) {
    Runnable abandonment =
        () -> resultThread.fail(future, new IOException("the client was closed"));
    if (wires.isClosed()) {
      abandonment.run();
      return;
    }
    wires.whenClosed(abandonment);
    UnaryCall.start(
        wires.channels().to(endpoint),
        method,
        request,
        timeoutMillis,
        answer -> {
          wires.forget(abandonment);
          if (answer.reply() != null) {
            resultThread.complete(future, answer.reply());
          } else {
            String reason = endpoint + ": " + Wires.describe(answer.status());
            resultThread.fail(future, new IOException(reason));
          }
        });
  }
}
