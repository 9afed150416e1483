package io.rialto.node.ingress;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.ops.FailStop;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteDesk;
import io.rialto.node.raft.Leadership;
import io.rialto.node.raft.ReplicatedMachine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's public services on one port: trading, health, reflection and what is added to them. */
public final class Ingress implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);

  private final ReplicatedMachine machine;
  private final Executor callThreads = callThreads();
  private final ScheduledExecutorService refreshThread =
      Executors.newSingleThreadScheduledExecutor(ReadThreads.named("rialto-refresh"));
  private final ReadThreads readThreads = new ReadThreads();
  private final HealthStatusManager health = new HealthStatusManager();
  private final Leaders leaders;
  private final ClockWatch clocks;
  private final QuoteDesk desk;
  private final Responder responder = new Responder();
  private final Sequencer sequencer;
  private final TradingService trading;
  private final Forwarding forwarding;
  private final Server server;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param stepDown gives the engine's leadership up, because this node's clock is wrong; returns
   *     at once
   * @param failStop ends the node if the sequencer fails: without it nothing would be answered
   * @param added further services for the same port, never forwarded
   */
  public Ingress(
      ReplicatedMachine machine,
      IngressOptions options,
      Runnable stepDown,
      FailStop failStop,
      List<BindableService> added) {
    this.machine = machine;
    leaders = new Leaders(machine, options.nodeId(), options.endpoints(), callThreads);
    desk = new QuoteDesk(options.quoteProxies(), options.quoteKeys());
    clocks = new ClockWatch(leaders, options.clock());
    Stamps stamps = new Stamps(options.clock(), clocks, stepDown);
    sequencer = new Sequencer(machine, desk, responder, leaders, failStop, stamps);
    machine.onApplied(new HashReporter(sequencer, leaders)::applied);
    machine.onLeaderLost(new LossTeller(leaders)::tell);
    Reads reads = new Reads(machine, sequencer, readThreads);
    trading = new TradingService(machine, sequencer, responder, reads, readThreads);
    forwarding = new Forwarding(leaders);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(options.listen())
            .executor(callThreads)
            .callExecutor(new TradingCalls())
            .maxInboundMessageSize(Limits.MESSAGE_BYTES_RECEIVED_MAX)
            .maxConcurrentCallsPerConnection(Limits.CALLS_PER_CONNECTION_MAX)
            .permitKeepAliveTime(Limits.KEEP_ALIVE_SECONDS_MIN, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .addService(
                ServerInterceptors.intercept(
                    ServerInterceptors.useMarshalledMessages(
                        ServerInterceptors.intercept(trading, forwarding), new UnparsedMessages()),
                    new MessageGuard()))
            .addService(new PeerService(machine, sequencer, options.clock()))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance());
    added.forEach(builder::addService);
    server = builder.build();
  }

  /**
   * Serves; health says SERVING from now on unless it is set otherwise.
   *
   * @return the port that was bound
   * @throws IOException if the address cannot be bound
   */
  public int start() throws IOException {
    LOG.warn("every caller counts as the administrator: serve trusted networks only");
    sequencer.start();
    machine.onLeadershipChange(this::leadershipChanged);
    refreshThread.scheduleWithFixedDelay(
        this::refreshTriggers,
        Limits.TRIGGER_REFRESH_MILLIS,
        Limits.TRIGGER_REFRESH_MILLIS,
        TimeUnit.MILLISECONDS);
    server.start();
    clocks.start(refreshThread, sequencer::isBusy, sequencer::clockRead);
    return server.getPort();
  }

  /**
   * The gate is asked for each new command: the reason to send it back, or null. Reads go on. Any
   * thread.
   */
  public void gate(Supplier<String> asked) {
    sequencer.gate(asked);
  }

  /** What has been answered since the start. Any thread. */
  public AnswerFigures answered() {
    return sequencer.answered();
  }

  /** What health checks are told; the whole node is the service named "". */
  public HealthStatusManager health() {
    return health;
  }

  /**
   * Threads that end by themselves when idle: connections report their end even after the server
   * has terminated, so there is no moment at which the executor could be shut down.
   */
  private static Executor callThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            Limits.CALL_THREADS,
            Limits.CALL_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            ReadThreads.named("rialto-call"));
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private void leadershipChanged(Leadership now) {
    callThreads.execute(() -> forwarding.leadershipChanged(now));
  }

  private void refreshTriggers() {
    try {
      if (sequencer.leading()) {
        sequencer.refresh(machine.withMachine(TradingMachine::armedSymbols));
      }
    } catch (RejectedExecutionException stopping) {
      LOG.debug("no refresh: the node is stopping");
    } catch (RuntimeException e) {
      // The machine may be away for a moment, while a snapshot is installed; a later look succeeds.
      LOG.warn("armed triggers could not be looked up", e);
    }
  }

  /**
   * Stops: waiting commands are sent back as UNAVAILABLE, entries in flight are given a while to
   * settle, and all that was answered is sent. To be called before the machine is closed.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    health.enterTerminalState();
    refreshThread.shutdownNow();
    server.shutdown();
    sequencer.close();
    desk.close();
    responder.close();
    trading.endStreams();
    try {
      server.awaitTermination(Limits.STOP_MILLIS_MAX, TimeUnit.MILLISECONDS);
      server.shutdownNow();
      server.awaitTermination(Limits.STOP_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.shutdownNow();
    }
    leaders.close();
    readThreads.close();
  }
}
