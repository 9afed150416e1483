package io.rialto.workloads.cli;

import io.rialto.proto.trading.Reply;
import io.rialto.workloads.FinishedCommand;
import io.rialto.workloads.MalformedLine;
import io.rialto.workloads.ReplayListener;
import io.rialto.workloads.ReplayProgress;
import io.rialto.workloads.WorkloadLimits;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows a replay on standard error: malformed lines, those without an answer, and progress as a bar
 * or as a plain line now and then.
 */
final class ReplayView implements ReplayListener, AutoCloseable {

  enum Style {
    BAR,
    LINES,
    QUIET
  }

  private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Style style;
  private final PrintWriter error;
  private final long total;
  private final ProgressBar bar;
  private long nextLineNanos = LINE_EVERY_NANOS;
  private long malformed;
  private long unanswered;

  /**
   * @param total commands to come; negative if nobody counted them
   */
  ReplayView(Style style, PrintWriter error, long total) {
    this.style = style;
    this.error = error;
    this.total = total;
    bar = style == Style.BAR ? bar(total) : null;
  }

  @Override
  public void malformed(MalformedLine line) {
    malformed++;
    if (malformed <= WorkloadLimits.MALFORMED_PRINTED_MAX) {
      error.println("malformed " + line);
    } else if (malformed == WorkloadLimits.MALFORMED_PRINTED_MAX + 1L) {
      error.println("further malformed lines are only counted");
    }
    error.flush();
  }

  @Override
  public void finished(FinishedCommand command) {
    if (command.isAnswered()) {
      return;
    }
    unanswered++;
    if (unanswered <= WorkloadLimits.UNANSWERED_PRINTED_MAX) {
      Reply reply = command.result().reply();
      error.println(
          "line "
              + command.lineNumber()
              + " not answered: "
              + reply.getCode()
              + ": "
              + reply.getMessage());
      error.flush();
    }
  }

  @Override
  public void progress(ReplayProgress progress) {
    switch (style) {
      case BAR -> bar.stepTo(progress.finished());
      case LINES -> {
        if (progress.elapsedNanos() >= nextLineNanos) {
          nextLineNanos = progress.elapsedNanos() + LINE_EVERY_NANOS;
          error.println(line(progress));
          error.flush();
        }
      }
      case QUIET -> {}
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private String line(ReplayProgress progress) {
    double seconds = progress.elapsedNanos() / 1e9;
    String of = total < 0 ? "" : String.format(Locale.ROOT, " of %d", total);
    return String.format(
        Locale.ROOT,
        "%.0f s: %d%s answered, %.0f/s, %d under way",
        seconds,
        progress.answered(),
        of,
        progress.answered() / seconds,
        progress.inFlight());
  }

  private static ProgressBar bar(long total) {
    return new ProgressBarBuilder()
        .setTaskName("replay")
        .setUnit(" commands", 1)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }
}
