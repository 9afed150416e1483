package io.rialto.chaos.cli;

import io.rialto.chaos.demo.DemoScreen;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A demo or a measurement on standard error. */
final class DemoView implements DemoScreen {

  private final LiveView view;
  private volatile long commands;

  /**
   * @param terminal whether somebody watches
   * @param symbols whether the terminal's character set has blocks
   */
  DemoView(PrintStream error, boolean terminal, boolean symbols) {
    this.view = new LiveView(error, terminal, symbols);
  }

  @Override
  public void event(String text) {
    view.event(text);
  }

  @Override
  public void workloadStarts(String what, long total) {
    commands = total;
    view.event(what);
    view.starts(total, ProgressBarBuilder::showSpeed);
  }

  @Override
  public void workloadProgress(long finished) {
    view.progress(finished, "", String.format(Locale.ROOT, "%,d of %,d done", finished, commands));
  }

  @Override
  public void workloadEnds() {
    view.ends();
  }
}
