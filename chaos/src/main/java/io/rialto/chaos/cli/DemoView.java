package io.rialto.chaos.cli;

import io.rialto.chaos.demo.DemoScreen;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A demo on standard error: events as lines with the time since the start; the workload as a bar on
 * a terminal, and else as a line now and then.
 */
final class DemoView implements DemoScreen {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int BAR_EVERY_MILLIS = 200;

  private final PrintStream error;
  private final boolean terminal;
  private final boolean symbols;
  private final long started = System.nanoTime();

  private ProgressBar bar;
  private long commands;
  private long nextLine;

  /**
   * @param terminal whether somebody watches
   * @param symbols whether the terminal's character set has blocks
   */
  DemoView(PrintStream error, boolean terminal, boolean symbols) {
    this.error = error;
    this.terminal = terminal;
    this.symbols = symbols;
  }

  @Override
  public synchronized void event(String text) {
    double seconds = (System.nanoTime() - started) / 1e9;
    String line = String.format(Locale.ROOT, "%6.1f s  %s%n", seconds, text);
    error.print(bar == null ? line : CLEAR_LINE + line);
    error.flush();
  }

  @Override
  public synchronized void workloadStarts(String what, long total) {
    commands = total;
    event(what);
    nextLine = System.nanoTime() + LINE_EVERY_NANOS;
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("         ")
              .setInitialMax(total)
              .setUpdateIntervalMillis(BAR_EVERY_MILLIS)
              .setStyle(symbols ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
              .showSpeed()
              .setConsumer(new ConsoleProgressBarConsumer(error))
              .build();
    }
  }

  @Override
  public synchronized void workloadProgress(long finished) {
    if (bar != null) {
      bar.stepTo(finished);
    } else if (System.nanoTime() >= nextLine) {
      nextLine = System.nanoTime() + LINE_EVERY_NANOS;
      event(String.format(Locale.ROOT, "%,d of %,d done", finished, commands));
    }
  }

  @Override
  public synchronized void workloadEnds() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
