package io.rialto.workloads;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a workload is replayed.
 *
 * @param window commands of one user under way at once, from 1; with 1 each waits for the answer to
 *     the one before
 * @param rate commands a second, sent when they are due whatever the answers do (open loop); 0: as
 *     fast as the windows allow
 * @param patience how long one command is sent again while nothing happens to it; a client whose
 *     deadline is as long keeps a user's order by itself all that time
 * @param dump where the audit log is written; also counted when empty, if the workload asked for it
 */
public record ReplayOptions(int window, double rate, Duration patience, Optional<Path> dump) {

  public ReplayOptions {
    if (window < 1 || window > WorkloadLimits.WINDOW_MAX) {
      throw new IllegalArgumentException(
          "window " + window + " is not 1 to " + WorkloadLimits.WINDOW_MAX);
    }
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("rate " + rate + " is not a number from 0");
    }
    Objects.requireNonNull(patience);
    Objects.requireNonNull(dump);
  }

  public static ReplayOptions standard() {
    return new ReplayOptions(WorkloadLimits.WINDOW, 0, WorkloadLimits.PATIENCE, Optional.empty());
  }

  public ReplayOptions withWindow(int window) {
    return new ReplayOptions(window, rate, patience, dump);
  }

  public ReplayOptions withRate(double rate) {
    return new ReplayOptions(window, rate, patience, dump);
  }

  public ReplayOptions withPatience(Duration patience) {
    return new ReplayOptions(window, rate, patience, dump);
  }

  public ReplayOptions withDump(Path file) {
    return new ReplayOptions(window, rate, patience, Optional.of(file));
  }
}
