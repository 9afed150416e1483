package io.rialto.quoteproxy.legacy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A try with a second hit if the first one has no reply after a while, as far as the budget goes.
 * The first good reply wins.
 *
 * <p>The other hit is not broken off: it is paid for, it keeps its place in the turnstile for as
 * long as the source is busy with it, and its latency is learnt from. Were only winners learnt
 * from, the delay would shrink with each of them.
 */
final class HedgedAttempt implements Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(HedgedAttempt.class);

  private final Turnstile turnstile;
  private final PriceSource first;
  private final PriceSource second;
  private final LongSupplier delayMillis;
  private final HedgeBudget budget;
  private final HitCounts counts;
  private final ScheduledExecutorService timer;

  /**
   * @param first makes the first hit of each try
   * @param second makes the second one, which is counted otherwise
   * @param delayMillis asked for each try
   * @param counts learns of second hits that win
   * @param timer stays the caller's to close
   */
  HedgedAttempt(
      Turnstile turnstile,
      PriceSource first,
      PriceSource second,
      LongSupplier delayMillis,
      HedgeBudget budget,
      HitCounts counts,
      ScheduledExecutorService timer) {
    this.turnstile = turnstile;
    this.first = first;
    this.second = second;
    this.delayMillis = delayMillis;
    this.budget = budget;
    this.counts = counts;
    this.timer = timer;
  }

  @Override
  public CompletableFuture<LegacyQuote> make(LegacyRequest request, Demand demand) {
    Race race = new Race(request, demand);
    race.start();
    return race.quote;
  }

  private static boolean wasMade(Throwable failure) {
    return failure == null
        || SourceException.unwrapped(failure) instanceof SourceException known
            && known.fault().isPresent();
  }

  /** One price, and the hits that are after it. It is lost when none of them is left. */
  private final class Race {
    private final LegacyRequest request;
    private final Demand demand;
    private final CompletableFuture<LegacyQuote> quote = new CompletableFuture<>();
    private int running = 1;

    Race(LegacyRequest request, Demand demand) {
      this.request = request;
      this.demand = demand;
    }

    void start() {
      turnstile
          .pass(demand, this::beginFirst)
          .whenComplete(
              (reply, failure) -> {
                if (!wasMade(failure)) {
                  quote.completeExceptionally(SourceException.unwrapped(failure));
                }
              });
    }

    private CompletableFuture<LegacyQuote> beginFirst() {
      try {
        ScheduledFuture<?> due =
            timer.schedule(this::startSecond, delayMillis.getAsLong(), TimeUnit.MILLISECONDS);
        quote.whenComplete((reply, failure) -> due.cancel(false));
      } catch (RejectedExecutionException e) {
        LOG.debug("the proxy is stopping", e);
      }
      return first
          .hit(request)
          .whenComplete(
              (reply, failure) -> {
                if (wasMade(failure)) {
                  budget.earn();
                }
                ends(reply, failure);
              });
    }

    private void startSecond() {
      if (demand.want() == Demand.Want.NOBODY || !budget.spend()) {
        return;
      }
      turnstile
          .pass(new SecondHit(), this::beginSecond)
          .whenComplete(
              (reply, failure) -> {
                if (!wasMade(failure)) {
                  budget.giveBack();
                }
              });
    }

    private CompletableFuture<LegacyQuote> beginSecond() {
      if (!joins()) {
        return CompletableFuture.failedFuture(SourceException.abandoned());
      }
      return second
          .hit(request)
          .whenComplete(
              (reply, failure) -> {
                if (ends(reply, failure)) {
                  counts.hedgeWins();
                }
              });
    }

    private synchronized boolean joins() {
      if (isOver()) {
        return false;
      }
      running++;
      return true;
    }

    private synchronized boolean isOver() {
      return running == 0 || quote.isDone();
    }

    /** Whether this end of a hit brought the price. */
    private boolean ends(LegacyQuote reply, Throwable failure) {
      if (failure == null) {
        return quote.complete(reply);
      }
      boolean isLost;
      synchronized (this) {
        running--;
        isLost = running == 0;
      }
      if (isLost) {
        quote.completeExceptionally(SourceException.unwrapped(failure));
      }
      return false;
    }

    /** Gives way to all first hits; pointless once the race is over or nobody waits any more. */
    private final class SecondHit implements Demand {
      @Override
      public Want want() {
        return isOver() || demand.want() == Want.NOBODY ? Want.NOBODY : Want.SPARE;
      }
    }
  }
}
