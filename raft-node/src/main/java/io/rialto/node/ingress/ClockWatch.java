package io.rialto.node.ingress;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.rialto.node.ops.Limits;
import io.rialto.proto.cluster.ClockReading;
import io.rialto.proto.cluster.ClockRequest;
import io.rialto.proto.cluster.PeersGrpc;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with the other nodes'. A leader whose clock is far ahead would make
 * log time run ahead for ever, one far behind would freeze it.
 *
 * <p>Every node reads every other's clock, at its start and regularly, whether it leads or not: so
 * one that is elected knows already, and a failover waits for nothing. A reading is kept as the
 * other clock's lead over this node's monotonic time; so it says nothing of this node's own wall
 * clock, which may be set at any moment. Thread-safe.
 */
final class ClockWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

  /** What the others' clocks say of a time. */
  enum Verdict {
    /** It is close to the clocks of a majority. */
    WITHIN,
    /** Too few clocks are known. */
    UNKNOWN,
    /** So many clocks are far from it that no majority can be close. */
    OUTSIDE
  }

  private record Reading(long leadMillis, long uncertaintyMillis, long takenNanos) {
    static Reading of(long timeMillis, long sentNanos, long receivedNanos) {
      long halfNanos = (receivedNanos - sentNanos) / 2;
      return new Reading(
          timeMillis - TimeUnit.NANOSECONDS.toMillis(sentNanos + halfNanos),
          TimeUnit.NANOSECONDS.toMillis(halfNanos) + 1,
          receivedNanos);
    }

    boolean counts(long nowNanos) {
      return nowNanos - takenNanos
          <= TimeUnit.MILLISECONDS.toNanos(Limits.CLOCK_READING_MILLIS_MAX);
    }

    boolean isClose(long millis, long nowNanos) {
      long theirs = TimeUnit.NANOSECONDS.toMillis(nowNanos) + leadMillis;
      return Math.abs(millis - theirs) - uncertaintyMillis <= Limits.CLOCK_SKEW_MILLIS_MAX;
    }
  }

  private final Leaders leaders;
  private final InstantSource clock;
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private volatile BooleanSupplier isBusy = () -> false;
  private volatile BiConsumer<String, ClockReading> onReading = (node, reading) -> {};
  private volatile Verdict announced = Verdict.UNKNOWN;
  private long lastRoundNanos;

  /**
   * @param clock this node's wall clock
   */
  ClockWatch(Leaders leaders, InstantSource clock) {
    this.leaders = leaders;
    this.clock = clock;
  }

  /**
   * @param busy whether this node leads under such a load that it should know more often how the
   *     others are; any thread
   * @param listener called with each reading and whose it is, on a thread that must not be blocked
   */
  void start(
      ScheduledExecutorService thread,
      BooleanSupplier busy,
      BiConsumer<String, ClockReading> listener) {
    isBusy = busy;
    onReading = listener;
    lastRoundNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(Limits.CLOCK_READ_MILLIS);
    thread.scheduleWithFixedDelay(
        this::readIfDue, 0, Limits.CLOCK_READ_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What this node knows of the time. Any thread; quick. */
  Verdict verdict(long millis) {
    long nowNanos = System.nanoTime();
    Set<String> others = leaders.others();
    int close = 1;
    int far = 0;
    for (String other : others) {
      Reading reading = readings.get(other);
      if (reading != null && reading.counts(nowNanos)) {
        if (reading.isClose(millis, nowNanos)) {
          close++;
        } else {
          far++;
        }
      }
    }
    int members = others.size() + 1;
    int majority = members / 2 + 1;
    if (close >= majority) {
      return Verdict.WITHIN;
    }
    return members - far < majority ? Verdict.OUTSIDE : Verdict.UNKNOWN;
  }

  private void readIfDue() {
    long nowNanos = System.nanoTime();
    boolean due =
        nowNanos - lastRoundNanos >= TimeUnit.MILLISECONDS.toNanos(Limits.CLOCK_READ_MILLIS);
    if (due || isBusy.getAsBoolean() || verdict(clock.millis()) == Verdict.UNKNOWN) {
      lastRoundNanos = nowNanos;
      leaders.others().forEach(this::read);
    }
  }

  private void read(String other) {
    if (!underWay.add(other)) {
      return;
    }
    try {
      ManagedChannel channel = leaders.channelTo(other);
      // A node that was away for long must not be waited for as long again.
      channel.resetConnectBackoff();
      PeersGrpc.newStub(channel)
          .withDeadlineAfter(Limits.CLOCK_CALL_MILLIS_MAX, TimeUnit.MILLISECONDS)
          .readClock(ClockRequest.getDefaultInstance(), new Reader(other));
    } catch (RuntimeException e) {
      // Thrown on, it would end all further readings, and with them this node's leading.
      underWay.remove(other);
      LOG.warn("the clock of {} could not be asked for", other, e);
    }
  }

  private final class Reader implements StreamObserver<ClockReading> {
    private final String other;
    private final long sentNanos = System.nanoTime();

    Reader(String other) {
      this.other = other;
    }

    @Override
    public void onNext(ClockReading reading) {
      readings.put(other, Reading.of(reading.getTimeMillis(), sentNanos, System.nanoTime()));
      announce();
      onReading.accept(other, reading);
    }

    @Override
    public void onError(Throwable failure) {
      underWay.remove(other);
      LOG.debug("the clock of {} could not be read", other, failure);
    }

    @Override
    public void onCompleted() {
      underWay.remove(other);
    }
  }

  /** Skew is an alarm on every node: one that follows now may lead next. */
  private synchronized void announce() {
    Verdict now = verdict(clock.millis());
    if (now == announced) {
      return;
    }
    announced = now;
    switch (now) {
      case WITHIN -> LOG.info("this node's clock agrees with a majority's");
      case UNKNOWN -> LOG.warn("the clocks of too few nodes are known");
      case OUTSIDE ->
          LOG.error(
              "clock skew: this node's clock is more than {} ms from a majority's; it cannot lead",
              Limits.CLOCK_SKEW_MILLIS_MAX);
    }
  }
}
