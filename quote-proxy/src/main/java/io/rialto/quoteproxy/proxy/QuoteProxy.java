package io.rialto.quoteproxy.proxy;

import com.github.benmanes.caffeine.cache.Ticker;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.rialto.proto.quotes.QuotesGrpc;
import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;
import io.rialto.quoteproxy.legacy.HedgeOptions;
import io.rialto.quoteproxy.legacy.HitCounts;
import io.rialto.quoteproxy.legacy.SourceFront;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running proxy: its parts put together, its port opened, and all of it closed again. */
public final class QuoteProxy implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QuoteProxy.class);
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final ProxyOptions options;
  private final ScheduledThreadPoolExecutor timer;
  private final ScheduledThreadPoolExecutor upkeep;
  private final ExecutorService callThreads;
  private final SourceFront source;
  private final CallCounts calls = new CallCounts();
  private final HealthStatusManager health = new HealthStatusManager();
  private final Server server;

  /** Starts a proxy by this machine's clock. */
  public static QuoteProxy start(ProxyOptions options)
      throws IOException, GeneralSecurityException {
    return start(options, Clock.systemUTC(), Ticker.systemTicker());
  }

  /**
   * Starts a proxy; its port is open when this returns.
   *
   * @param clock stamps the quotes
   * @param ticker ages the cache and all else that takes its time, whatever happens to the clock
   */
  static QuoteProxy start(ProxyOptions options, Clock clock, Ticker ticker)
      throws IOException, GeneralSecurityException {
    KeyWatch keys = KeyWatch.open(new KeyDirectory(options.dataDirectory()));
    QuoteProxy proxy = new QuoteProxy(options, keys, clock, ticker);
    try {
      proxy.server.start();
    } catch (IOException e) {
      proxy.close();
      throw new IOException("cannot listen on " + options.listen() + ": " + e.getMessage(), e);
    }
    proxy.health.setStatus(QuotesGrpc.SERVICE_NAME, ServingStatus.SERVING);
    LOG.info(
        "{} asks {}, is {} and signs with key {}",
        options.name(),
        options.source().endpoint(),
        options.policy(),
        keys.ring().signing().keyId());
    return proxy;
  }

  private QuoteProxy(ProxyOptions options, KeyWatch keys, Clock clock, Ticker ticker)
      throws IOException {
    this.options = options;
    this.timer = new ScheduledThreadPoolExecutor(1, daemons("quote-timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.upkeep = new ScheduledThreadPoolExecutor(1, daemons("quote-upkeep"));
    this.callThreads = Executors.newFixedThreadPool(THREADS, daemons("quote-call"));
    Optional<HedgeOptions> hedging =
        options.policy() == Policy.HEDGED ? Optional.of(options.hedges()) : Optional.empty();
    this.source = new SourceFront(options.source(), hedging, timer, ticker::read);
    QuoteCache cache = new QuoteCache(clock, ticker, keyId -> keys.ring().publishes(keyId));
    HotSymbols hot = new HotSymbols(ticker);
    QuoteLookup lookup =
        new QuoteLookup(
            cache,
            source,
            new QuoteSigner(options.name(), () -> keys.ring().signing()),
            callThreads,
            clock,
            calls);
    ProxyFigures figures =
        new ProxyFigures(options.name(), options.policy(), keys::ring, source, calls, clock);
    this.server =
        NettyServerBuilder.forAddress(options.listen().resolve())
            .executor(callThreads)
            .maxInboundMessageSize(Limits.GRPC_REQUEST_BYTES_MAX)
            .maxConcurrentCallsPerConnection(Limits.CALLS_PER_CONNECTION_MAX)
            .permitKeepAliveTime(Limits.KEEP_ALIVE_SECONDS_MIN, TimeUnit.SECONDS)
            .addService(new QuotesService(lookup, hot, clock, figures))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
    repeat(keys::look, Limits.KEYS_LOOK_MILLIS);
    if (options.policy() == Policy.EAGER) {
      repeat(new Refresher(cache, hot, lookup)::look, Limits.REFRESH_LOOK_MILLIS);
    }
  }

  private void repeat(Runnable look, long pauseMillis) {
    upkeep.scheduleWithFixedDelay(look, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  public String name() {
    return options.name();
  }

  /** Where this proxy listens, with its real port. */
  public Endpoint endpoint() {
    return options.listen().withPort(server.getPort());
  }

  /** Returns when the proxy has been closed. */
  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /** Takes no more calls, gives those under way a few seconds, and ends. */
  @Override
  public void close() throws IOException {
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(Limits.DRAIN_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
        server.awaitTermination(Limits.DRAIN_MILLIS_MAX, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    upkeep.shutdownNow();
    source.close();
    timer.shutdownNow();
    callThreads.shutdown();
    HitCounts hits = source.counts();
    LOG.info(
        "{} ends after {} hits ({} of them hedges, {} replies refused, {} without reply),"
            + " {} answers from the cache, {} calls that joined a hit, {} refreshes",
        options.name(),
        hits.hits(),
        hits.hedges(),
        hits.refused(),
        hits.failed(),
        calls.cacheHits(),
        calls.joined(),
        calls.refreshesBegun());
  }
}
