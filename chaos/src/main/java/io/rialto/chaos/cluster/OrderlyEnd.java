package io.rialto.chaos.cluster;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Ends processes gently, and by force those that do not heed it. */
final class OrderlyEnd {

  private OrderlyEnd() {}

  /** Returns when all are gone. */
  static void of(List<ProcessMark> processes, Consumer<String> progress) throws ClusterException {
    for (ProcessMark process : processes) {
      process.terminate();
    }
    long deadline = System.nanoTime() + ClusterLimits.STOP_GRACE.toNanos();
    for (ProcessMark process : processes) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!process.awaitEnd(left)) {
        progress.accept(
            "process " + process.processId() + " does not end by SIGTERM: SIGKILL follows");
        process.kill();
      }
    }
  }
}
