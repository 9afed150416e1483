package io.rialto.chaos.cli;

import io.rialto.chaos.report.RunReport.Reign;
import io.rialto.chaos.run.ChaosScreen;
import java.io.PrintStream;
import java.util.Locale;

/** A chaos run on standard error: who leads, how much is answered, what is broken. */
final class ChaosView implements ChaosScreen {

  private static final double SMOOTHING = 0.2;
  private static final int BROKEN_WIDTH = 60;

  private final LiveView view;
  private int seconds;
  private long answersBefore;
  private long millisBefore;
  private double answersPerSecond;

  /**
   * @param terminal whether somebody watches
   * @param symbols whether the terminal's character set has blocks
   */
  ChaosView(PrintStream error, boolean terminal, boolean symbols) {
    this.view = new LiveView(error, terminal, symbols);
  }

  @Override
  public void event(String text) {
    view.event(text);
  }

  @Override
  public synchronized void starts(String what, int forSeconds) {
    seconds = forSeconds;
    view.event(what);
    view.starts(forSeconds, builder -> builder.hideEta().setUnit(" s", 1));
  }

  @Override
  public synchronized void now(Moment moment) {
    long passed = Math.max(1, moment.elapsedMillis() - millisBefore);
    double rate = (moment.answers() - answersBefore) * 1000.0 / passed;
    answersPerSecond += SMOOTHING * (rate - answersPerSecond);
    answersBefore = moment.answers();
    millisBefore = moment.elapsedMillis();
    String state =
        String.format(
            Locale.ROOT,
            "%.0f/s, %s, %s",
            answersPerSecond,
            moment.leader().map(ChaosView::leader).orElse("nobody leads yet"),
            broken(moment));
    long second = Math.min(seconds, moment.elapsedMillis() / 1000);
    view.progress(
        second,
        state,
        String.format(
            Locale.ROOT, "%d of %d s: %,d answered, %s", second, seconds, moment.answers(), state));
  }

  private static String leader(Reign reign) {
    return reign.node() + " leads in term " + reign.term();
  }

  private static String broken(Moment moment) {
    if (moment.broken().isEmpty()) {
      return "nothing is broken";
    }
    String all = String.join("; ", moment.broken());
    return all.length() <= BROKEN_WIDTH ? all : all.substring(0, BROKEN_WIDTH - 1) + "…";
  }

  @Override
  public synchronized void ends() {
    view.ends();
  }
}
