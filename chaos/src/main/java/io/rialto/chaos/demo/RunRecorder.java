package io.rialto.chaos.demo;

import io.rialto.workloads.FinishedCommand;
import io.rialto.workloads.MalformedLine;
import io.rialto.workloads.ReplayListener;
import io.rialto.workloads.ReplayProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Keeps what clients heard during the run, and calls for the kills when their moments come. */
final class RunRecorder implements ReplayListener {

  private final List<FinishedCommand> finished = new ArrayList<>();
  private final KillSchedule schedule;
  private final Runnable kill;
  private final LongConsumer progress;

  /**
   * @param kill calls for the next kill
   * @param progress is told how many commands are finished
   */
  RunRecorder(KillSchedule schedule, Runnable kill, LongConsumer progress) {
    this.schedule = schedule;
    this.kill = kill;
    this.progress = progress;
  }

  @Override
  public void finished(FinishedCommand command) {
    finished.add(command);
    if (schedule.isKillDue(finished.size())) {
      kill.run();
    }
  }

  @Override
  public void malformed(MalformedLine line) {
    // The replay's report counts them.
  }

  @Override
  public void progress(ReplayProgress now) {
    progress.accept(now.finished());
  }

  List<FinishedCommand> finished() {
    return finished;
  }

  /** When commands were answered. */
  long[] answeredNanos() {
    return finished.stream()
        .filter(FinishedCommand::isAnswered)
        .mapToLong(FinishedCommand::endNanos)
        .toArray();
  }

  long lastAnswerNanos() {
    return finished.stream()
        .filter(FinishedCommand::isAnswered)
        .mapToLong(FinishedCommand::endNanos)
        .max()
        .orElse(Long.MIN_VALUE);
  }
}
