package io.rialto.chaos.bench;

import io.rialto.chaos.audit.Examination;
import io.rialto.chaos.demo.DemoScreen;
import io.rialto.workloads.FinishedCommand;
import io.rialto.workloads.ReplayListener;
import io.rialto.workloads.ReplayProgress;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Hears a replay: times the commands that need a price, and passes everything on. */
final class PricedAnswers implements ReplayListener {

  private static final int SIGNIFICANT_DIGITS = 3;

  private final Examination examination;
  private final MidwayKills kills;
  private final DemoScreen screen;
  private final long timedFromNanos;
  private final Histogram priceMicros = new Histogram(SIGNIFICANT_DIGITS);
  private long answered;

  /**
   * @param timedFromNanos what is sent before that is not timed
   */
  PricedAnswers(
      Examination examination, MidwayKills kills, DemoScreen screen, long timedFromNanos) {
    this.timedFromNanos = timedFromNanos;
    this.examination = examination;
    this.kills = kills;
    this.screen = screen;
  }

  @Override
  public void finished(FinishedCommand command) {
    examination.answered(command);
    if (!command.isAnswered()) {
      return;
    }
    answered++;
    kills.answered(answered);
    if (command.startNanos() - timedFromNanos < 0) {
      return;
    }
    switch (command.command().getKind()) {
      case QUOTE, BUY, SELL ->
          priceMicros.recordValue(
              TimeUnit.NANOSECONDS.toMicros(command.endNanos() - command.startNanos()));
      default -> {
        // Needs no price.
      }
    }
  }

  @Override
  public void progress(ReplayProgress now) {
    screen.workloadProgress(now.finished());
  }

  Histogram priceMicros() {
    return priceMicros;
  }
}
