package io.rialto.workloads;

import io.rialto.client.sdk.CommandResult;
import java.time.Duration;

/** A well-formed line between reading and its end. Used by the replay's one thread. */
final class PendingCommand {

  /** Reading order: the order within a user. */
  final long order;

  final WorkloadCommand line;

  /**
   * {@link System#nanoTime} from which latency counts; with a rate, when it was meant to be sent.
   */
  private long startNanos;

  private boolean counting;
  private boolean sent;
  private long patienceEndsNanos;

  /** The last result; null before the first. */
  private CommandResult result;

  PendingCommand(long order, WorkloadCommand line) {
    this.order = order;
    this.line = line;
  }

  /** Latency counts from here, unless it counts already. */
  void countFrom(long nanos) {
    if (!counting) {
      counting = true;
      startNanos = nanos;
    }
  }

  /** Patience counts from the first time. */
  void sent(long nanos, Duration patience) {
    countFrom(nanos);
    if (!sent) {
      sent = true;
      renewPatience(nanos, patience);
    }
  }

  /** What is unknown is worth patience of its own: it may have happened. */
  void renewPatience(long nanos, Duration patience) {
    patienceEndsNanos = nanos + patience.toNanos();
  }

  boolean isPatienceOver(long nanos) {
    return nanos - patienceEndsNanos >= 0;
  }

  void result(CommandResult last) {
    result = last;
  }

  CommandResult result() {
    return result;
  }

  boolean isUnknown() {
    return result != null && result.kind() == CommandResult.Kind.UNKNOWN;
  }

  FinishedCommand finished(long endNanos) {
    return new FinishedCommand(line.number(), line.command(), result, startNanos, endNanos);
  }
}
