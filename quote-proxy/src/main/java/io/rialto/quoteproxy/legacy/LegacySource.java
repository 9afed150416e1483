package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;
import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The legacy quote server at a TCP address. Two threads serve any number of hits; how many run side
 * by side is the {@link Turnstile}'s to bound.
 */
final class LegacySource implements PriceSource, AutoCloseable {

  private static final int THREADS = 2;

  private final Endpoint endpoint;
  private final long hitMillis;
  private final ScheduledExecutorService timer;
  private final AsynchronousChannelGroup channels;

  /**
   * Connects to nothing yet.
   *
   * @param hitMillis how long one hit may take, connecting and all
   * @param timer ends hits that take longer; stays the caller's to close
   */
  LegacySource(Endpoint endpoint, long hitMillis, ScheduledExecutorService timer)
      throws IOException {
    this.endpoint = endpoint;
    this.hitMillis = hitMillis;
    this.timer = timer;
    AtomicInteger threads = new AtomicInteger();
    this.channels =
        AsynchronousChannelGroup.withFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "legacy-source-" + threads.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public CompletableFuture<LegacyQuote> hit(LegacyRequest request) {
    return new Hit(request, endpoint, hitMillis).start(channels, timer);
  }

  /** Ends all hits under way: they fail as GONE. */
  @Override
  public void close() throws IOException {
    channels.shutdownNow();
    try {
      channels.awaitTermination(Limits.DRAIN_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
