package io.rialto.node.ingress;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.rialto.node.ops.Limits;
import java.util.concurrent.TimeUnit;

/**
 * Lets a scanning thread wait until its call can take more, so that a scan's memory is constant
 * however slowly its reader reads.
 */
final class Readiness {
  private final ServerCallStreamObserver<?> call;

  /** To be made before the service method returns. */
  Readiness(ServerCallStreamObserver<?> call) {
    this.call = call;
    call.setOnReadyHandler(this::changed);
    call.setOnCancelHandler(this::changed);
  }

  /** True once the call takes more; false if it is over, or its reader has stalled for too long. */
  synchronized boolean await() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.SCAN_STALL_MILLIS_MAX);
    while (!call.isCancelled() && !call.isReady()) {
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMillis <= 0) {
        return false;
      }
      try {
        wait(leftMillis);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !call.isCancelled();
  }

  /** What a reader is told whose scan was given up. */
  static Status stalled() {
    return Status.ABORTED.withDescription("nothing was read for too long, or the node is stopping");
  }

  private synchronized void changed() {
    notifyAll();
  }
}
