package io.rialto.chaos.bench;

import io.rialto.client.sdk.CommandResult;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One client of a load. What it measures is the time from the moment when a command was to be sent,
 * not when it could be: a cluster that keeps the sender waiting does not hide that.
 */
final class LoadClient implements AutoCloseable {

  static final int SIGNIFICANT_DIGITS = 3;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long PARK_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(1);

  private final LoadTarget target;

  /** Between two commands; 0 if each is sent as soon as there is room. */
  private final double pauseNanos;

  private final Thread sender;
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong retry = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();

  /** Written by the client's result thread only. */
  private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);

  private volatile long windowFromNanos = Long.MAX_VALUE;
  private volatile long windowToNanos = Long.MAX_VALUE;
  private volatile boolean stopping;

  LoadClient(LoadTarget target, LoadPlan plan, int number) {
    this.target = target;
    this.pauseNanos =
        plan.isOpenLoop()
            ? (double) TimeUnit.SECONDS.toNanos(1) * plan.clients() / plan.commandsPerSecond()
            : 0;
    this.sender = new Thread(this::send, "load-client-" + number);
    sender.setDaemon(true);
  }

  void start() {
    sender.start();
  }

  private void send() {
    long start = System.nanoTime();
    for (long sent = 0; !stopping; sent++) {
      long due = pauseNanos == 0 ? System.nanoTime() : start + (long) (sent * pauseNanos);
      awaitMoment(due);
      submitted.incrementAndGet();
      target.send(sent, kind -> ended(kind, due));
    }
  }

  /** What has become due during a pause is sent together: to wake up is dear, and pauses last. */
  private void awaitMoment(long nanos) {
    for (long early = nanos - System.nanoTime();
        early > 0 && !stopping;
        early = nanos - System.nanoTime()) {
      LockSupport.parkNanos(Math.max(early, PARK_NANOS_MIN));
    }
  }

  private void ended(CommandResult.Kind kind, long dueNanos) {
    switch (kind) {
      case DONE -> done.incrementAndGet();
      case REJECTED -> rejected.incrementAndGet();
      case RETRY -> retry.incrementAndGet();
      case UNKNOWN -> unknown.incrementAndGet();
    }
    if (windowFromNanos != Long.MAX_VALUE
        && dueNanos - windowFromNanos >= 0
        && (windowToNanos == Long.MAX_VALUE || dueNanos - windowToNanos < 0)) {
      micros.recordValue((System.nanoTime() - dueNanos) / NANOS_PER_MICRO);
    }
    ended.incrementAndGet();
  }

  /** From now on latencies count. */
  void beginWindow() {
    windowFromNanos = System.nanoTime();
  }

  /** What is to be sent from now on no longer counts; what is under way does. */
  void endWindow() {
    windowToNanos = System.nanoTime();
  }

  LoadCounts counts() {
    return new LoadCounts(done.get(), rejected.get(), retry.get(), unknown.get());
  }

  /** Sends no more. */
  void stopSending() throws InterruptedException {
    stopping = true;
    sender.join();
  }

  /** Waits for the last answer; returns the latencies, in µs, of what was due in the window. */
  Histogram awaitAll() throws InterruptedException {
    while (ended.get() < submitted.get()) {
      TimeUnit.NANOSECONDS.sleep(BenchLimits.LOOK_EVERY.toNanos());
    }
    return micros;
  }

  @Override
  public void close() {
    stopping = true;
    sender.interrupt();
    target.close();
  }
}
