package io.rialto.quoteproxy.proxy;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock and a ticker that stand still until a test moves them. */
final class ManualTime extends Clock {

  static final long START_MILLIS = 1_700_000_000_000L;

  private final AtomicLong wallMillis = new AtomicLong(START_MILLIS);
  private final AtomicLong tickedMillis = new AtomicLong();

  void pass(long millis) {
    wallMillis.addAndGet(millis);
    tickedMillis.addAndGet(millis);
  }

  /** Somebody sets the clock: no time passes. */
  void setBack(long millis) {
    wallMillis.addAndGet(-millis);
  }

  Ticker ticker() {
    return () -> TimeUnit.MILLISECONDS.toNanos(tickedMillis.get());
  }

  @Override
  public long millis() {
    return wallMillis.get();
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
