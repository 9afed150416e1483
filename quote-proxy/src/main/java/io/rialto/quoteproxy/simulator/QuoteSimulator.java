package io.rialto.quoteproxy.simulator;

import io.rialto.quoteproxy.Endpoint;
import io.rialto.quoteproxy.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ShutdownChannelGroupException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running simulated source: accepts connections, as many side by side as it may. */
public final class QuoteSimulator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QuoteSimulator.class);
  private static final int THREADS = 2;
  private static final int BACKLOG = 1_024;

  private final SimulatorOptions options;
  private final ScheduledThreadPoolExecutor timer;
  private final AsynchronousChannelGroup channels;
  private final AsynchronousServerSocketChannel server;
  private final Desk desk;
  private final CountDownLatch closed = new CountDownLatch(1);
  private int connections;
  private boolean isAccepting = true;

  /** Starts a source; its port is open when this returns. */
  public static QuoteSimulator start(SimulatorOptions options) throws IOException {
    QuoteSimulator simulator = new QuoteSimulator(options);
    try {
      simulator.server.bind(options.listen().resolve(), BACKLOG);
    } catch (IOException | RuntimeException e) {
      simulator.close();
      throw new IOException("cannot listen on " + options.listen() + ": " + e.getMessage(), e);
    }
    simulator.accept();
    return simulator;
  }

  private QuoteSimulator(SimulatorOptions options) throws IOException {
    this.options = options;
    this.timer = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "quote-simulator-timer"));
    timer.setRemoveOnCancelPolicy(true);
    AtomicInteger number = new AtomicInteger();
    this.channels =
        AsynchronousChannelGroup.withFixedThreadPool(
            THREADS, work -> daemon(work, "quote-simulator-" + number.incrementAndGet()));
    this.server = AsynchronousServerSocketChannel.open(channels);
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    this.desk = new Desk(options);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  private void accept() {
    server.accept(
        null,
        new CompletionHandler<AsynchronousSocketChannel, Object>() {
          @Override
          public void completed(AsynchronousSocketChannel channel, Object nothing) {
            boolean hasRoomForMore = arrive();
            new Conversation(channel, desk, timer, QuoteSimulator.this::leave).start();
            if (hasRoomForMore) {
              acceptNext();
            }
          }

          @Override
          public void failed(Throwable failure, Object nothing) {
            if (server.isOpen()) {
              LOG.warn("a connection could not be accepted: {}", failure.toString());
              acceptNext();
            }
          }
        });
  }

  private void acceptNext() {
    try {
      accept();
    } catch (ShutdownChannelGroupException e) {
      LOG.debug("closed while accepting", e);
    }
  }

  private synchronized boolean arrive() {
    connections++;
    isAccepting = connections < options.connectionsMax();
    return isAccepting;
  }

  private void leave() {
    boolean hasRoomAgain;
    synchronized (this) {
      connections--;
      hasRoomAgain = !isAccepting && server.isOpen();
      isAccepting |= hasRoomAgain;
    }
    if (hasRoomAgain) {
      acceptNext();
    }
  }

  /** Where it listens, with its real port. */
  public Endpoint endpoint() throws IOException {
    return options.listen().withPort(((InetSocketAddress) server.getLocalAddress()).getPort());
  }

  /** Requests understood so far, however they were answered: what the real source would charge. */
  public long hits() {
    return desk.hits();
  }

  /** Returns when the source has been closed. */
  public void awaitTermination() throws InterruptedException {
    closed.await();
  }

  /** Drops all connections and ends. */
  @Override
  public void close() throws IOException {
    channels.shutdownNow();
    timer.shutdownNow();
    try {
      channels.awaitTermination(Limits.DRAIN_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.info(
        "quote simulator ends after {} hits ({} faulty, {} lies) and {} bad requests",
        desk.hits(),
        desk.faulty(),
        desk.lies(),
        desk.badRequests());
    closed.countDown();
  }
}
