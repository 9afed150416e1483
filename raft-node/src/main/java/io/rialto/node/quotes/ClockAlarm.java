package io.rialto.node.quotes;

import io.rialto.node.ops.Limits;
import io.rialto.proto.quotes.SignedQuote;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices that a quote proxy's clock and log time are apart, and says so: a warning a minute for
 * each proxy, and a count. A little apart costs hits, because quotes are born old; far apart, there
 * are no quotes at all ({@link QuoteCheck}).
 *
 * <p>Confined to one thread, but for the count.
 */
final class ClockAlarm {
  private final LongSupplier nanoTime;
  private final Consumer<String> warn;
  private final Map<String, Long> warnedNanos = new HashMap<>();
  private final LongAdder noticed = new LongAdder();

  /**
   * @param nanoTime a monotonic clock
   * @param warn takes the warnings
   */
  ClockAlarm(LongSupplier nanoTime, Consumer<String> warn) {
    this.nanoTime = nanoTime;
    this.warn = warn;
  }

  /**
   * Looks at the time of a quote, whether it may be used or not. A call that had to wait for it saw
   * it made, so its time lies between the asking and now; one from the cache says only that it was
   * made before now.
   *
   * @param waitedMillis how much time has passed since {@code ask}'s log time
   */
  void saw(String proxy, SignedQuote quote, QuoteAsk ask, long waitedMillis) {
    long nowMillis = ask.logTimeMillis() + waitedMillis;
    long aheadMillis = quote.getTimeMillis() - nowMillis;
    long behindMillis = quote.getCached() ? 0 : ask.logTimeMillis() - quote.getTimeMillis();
    if (Math.max(aheadMillis, behindMillis) > Limits.QUOTE_CLOCK_MILLIS_MAX) {
      String apart = aheadMillis > 0 ? aheadMillis + " ms ahead of" : behindMillis + " ms behind";
      notice(
          proxy,
          "is "
              + apart
              + " log time: it stamps "
              + shown(quote.getTimeMillis())
              + " where log time is "
              + shown(nowMillis));
    }
  }

  /**
   * A proxy has refused to ask for a quote, because its clock has not reached the oldest time that
   * would be of use.
   *
   * @param why the proxy's own words, which name its time
   */
  void refusedToAsk(String proxy, String why, QuoteAsk ask, long waitedMillis) {
    notice(
        proxy,
        "is more than "
            + Limits.QUOTE_AGE_MILLIS_MAX
            + " ms behind log time, which is "
            + shown(ask.logTimeMillis() + waitedMillis)
            + ": "
            + why);
  }

  /** How many answers were noticed. Any thread. */
  long noticed() {
    return noticed.sum();
  }

  private void notice(String proxy, String what) {
    noticed.increment();
    long now = nanoTime.getAsLong();
    Long before = warnedNanos.get(proxy);
    if (before == null
        || now - before >= TimeUnit.MILLISECONDS.toNanos(Limits.QUOTE_CLOCK_WARNING_MILLIS)) {
      warnedNanos.put(proxy, now);
      warn.accept("clock skew: the clock of quote proxy " + proxy + " " + what);
    }
  }

  private static String shown(long millis) {
    return millis + " (" + Instant.ofEpochMilli(millis) + ")";
  }
}
