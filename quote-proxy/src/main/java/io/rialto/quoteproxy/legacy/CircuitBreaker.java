package io.rialto.quoteproxy.legacy;

import io.rialto.quoteproxy.Limits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps hits away from a source that is silent. Closed, it lets all through. After a run of hits
 * without a reply it opens, and for a while none is made; then single ones probe the source, a
 * while apart, and a reply to any of them closes it again.
 *
 * <p>It must not cost a price that the source would have given. So a wrong reply is a reply: the
 * source is there. A failure counts only if no reply has come since its hit began: connections that
 * died together long ago say nothing of the source now. And who comes while the probe is under way
 * is to wait for its end. (Breakers of libraries count every failure, and refuse who comes during
 * the probe.)
 *
 * <p>All methods may be called from any thread; none blocks.
 */
public final class CircuitBreaker {

  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  /** Whether hits are made. */
  public enum State {
    /** All that are wanted. */
    CLOSED,
    /** None. */
    OPEN,
    /** One at a time, to see whether the source is back. */
    HALF_OPEN
  }

  /** Leave to make one hit, whose end is to be told. */
  static final class Permit {
    private final long repliesBefore;

    private Permit(long repliesBefore) {
      this.repliesBefore = repliesBefore;
    }
  }

  private static final long OPEN_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.BREAKER_OPEN_MILLIS);

  private final LongSupplier nanoTime;
  private State state = State.CLOSED;
  private long replies;
  private int failuresInARow;
  private String lastFailure = "";
  private long openings;

  /** When the next probe may be made. */
  private long probeFromNanos;

  /** Those under way: another one is sent after a while, should the first one's reply be lost. */
  private final Set<Permit> probes = new HashSet<>();

  private CompletableFuture<Void> probeEnd = CompletableFuture.completedFuture(null);

  /** A closed breaker that goes by this monotonic clock. */
  public CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Asks for leave to make a hit now.
   *
   * @throws SourceException of kind PAUSED while open; of kind PROBED while another hit is the
   *     probe, whose end {@link #probeEnd} tells
   */
  synchronized Permit begin() throws SourceException {
    Optional<SourceException> pause = pause();
    if (pause.isPresent()) {
      throw pause.get();
    }
    if (state == State.HALF_OPEN && probeFromNanos - nanoTime.getAsLong() > 0) {
      throw SourceException.probed();
    }
    Permit permit = new Permit(replies);
    if (state != State.CLOSED) {
      probes.add(permit);
      probeFromNanos = nanoTime.getAsLong() + OPEN_NANOS;
    }
    if (state == State.OPEN) {
      state = State.HALF_OPEN;
      probeEnd = new CompletableFuture<>();
    }
    return permit;
  }

  /** Why no hit is made for now; empty if one may be, or may be soon. */
  synchronized Optional<SourceException> pause() {
    if (state != State.OPEN || probeFromNanos - nanoTime.getAsLong() <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        SourceException.paused(
            "the quote source is silent ("
                + failuresInARow
                + " hits in a row, the last: "
                + lastFailure
                + "); it is tried again in "
                + retryMillis()
                + " ms"));
  }

  /** The hit had a reply, a right or a wrong one. */
  void answered() {
    CompletableFuture<Void> ended;
    synchronized (this) {
      replies++;
      failuresInARow = 0;
      if (state != State.CLOSED) {
        LOG.info("the quote source answers again");
      }
      state = State.CLOSED;
      probes.clear();
      ended = probeEnd;
    }
    ended.complete(null);
  }

  /** The hit had no reply, for the reason given. */
  void failed(Permit permit, String reason) {
    CompletableFuture<Void> ended = null;
    synchronized (this) {
      if (probes.remove(permit)) {
        count(reason);
        if (probes.isEmpty()) {
          ended = probeEnd;
          open();
        }
      } else if (state == State.CLOSED && permit.repliesBefore == replies) {
        count(reason);
        if (failuresInARow >= Limits.BREAKER_FAILURES) {
          openings++;
          LOG.warn(
              "the quote source is silent: {} hits in a row had no reply, the last: {}",
              failuresInARow,
              reason);
          open();
        }
      }
    }
    if (ended != null) {
      ended.complete(null);
    }
  }

  private void count(String reason) {
    failuresInARow++;
    lastFailure = reason;
  }

  private void open() {
    state = State.OPEN;
    probeFromNanos = nanoTime.getAsLong() + OPEN_NANOS;
  }

  /** Completes when no probe is under way, however it ended. */
  synchronized CompletableFuture<Void> probeEnd() {
    return probeEnd;
  }

  public synchronized State state() {
    return state;
  }

  /** How often it has opened. */
  public synchronized long openings() {
    return openings;
  }

  /** In how many milliseconds the source is tried again; 0 if hits are made. */
  public synchronized long retryMillis() {
    long nanos = state == State.OPEN ? probeFromNanos - nanoTime.getAsLong() : 0;
    // Rounded up: who comes again after that long finds the pause over.
    return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
  }
}
