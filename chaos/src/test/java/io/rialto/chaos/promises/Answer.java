package io.rialto.chaos.promises;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** The one message that a call is answered with. */
final class Answer<M> implements StreamObserver<M> {

  private final CompletableFuture<M> future = new CompletableFuture<>();

  CompletableFuture<M> future() {
    return future;
  }

  @Override
  public void onNext(M message) {
    future.complete(message);
  }

  @Override
  public void onError(Throwable failure) {
    future.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    future.completeExceptionally(new IllegalStateException("the call ended without an answer"));
  }
}
