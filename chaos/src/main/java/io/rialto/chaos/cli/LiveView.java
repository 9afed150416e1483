package io.rialto.chaos.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Something long on standard error: events as lines with the time since the start; how far it is as
 * a bar on a terminal, and else as a line now and then. Thread-safe.
 */
final class LiveView {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int BAR_EVERY_MILLIS = 200;

  private final PrintStream error;
  private final boolean terminal;
  private final boolean symbols;
  private final long started = System.nanoTime();

  private ProgressBar bar;
  private long nextLine;

  /**
   * @param terminal whether somebody watches
   * @param symbols whether the terminal's character set has blocks
   */
  LiveView(PrintStream error, boolean terminal, boolean symbols) {
    this.error = error;
    this.terminal = terminal;
    this.symbols = symbols;
  }

  synchronized void event(String text) {
    double seconds = (System.nanoTime() - started) / 1e9;
    String line = String.format(Locale.ROOT, "%6.1f s  %s%n", seconds, text);
    error.print(bar == null ? line : CLEAR_LINE + line);
    error.flush();
  }

  /**
   * Progress begins.
   *
   * @param style what the bar shows beside itself
   */
  synchronized void starts(long total, UnaryOperator<ProgressBarBuilder> style) {
    nextLine = System.nanoTime() + LINE_EVERY_NANOS;
    if (terminal) {
      bar =
          style
              .apply(
                  new ProgressBarBuilder()
                      .setTaskName("         ")
                      .setInitialMax(total)
                      .setUpdateIntervalMillis(BAR_EVERY_MILLIS)
                      .setStyle(
                          symbols
                              ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                              : ProgressBarStyle.ASCII)
                      .setConsumer(new ConsoleProgressBarConsumer(error)))
              .build();
    }
  }

  /**
   * So far it is.
   *
   * @param beside what stands beside the bar
   * @param line what is said now and then where there is no bar
   */
  synchronized void progress(long done, String beside, String line) {
    if (bar != null) {
      bar.setExtraMessage(beside);
      bar.stepTo(done);
    } else if (System.nanoTime() >= nextLine) {
      nextLine = System.nanoTime() + LINE_EVERY_NANOS;
      event(line);
    }
  }

  synchronized void ends() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
