package io.rialto.chaos.run;

import io.rialto.chaos.fault.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries spells out: each fault on a thread of its own, because the healing of one may have to
 * wait for that of another. When a spell returns, all is mended.
 */
final class Spells implements AutoCloseable {

  private final FaultSource source;
  private final Strikes strikes;
  private final Problems problems;
  private final Consumer<String> progress;
  private final CountDownLatch ending;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, "chaos-fault"));

  /**
   * @param ending as soon as it is open, faults are healed before their time
   */
  Spells(
      FaultSource source,
      Strikes strikes,
      Problems problems,
      Consumer<String> progress,
      CountDownLatch ending) {
    this.source = source;
    this.strikes = strikes;
    this.problems = problems;
    this.progress = progress;
    this.ending = ending;
  }

  void run(Spell spell) throws InterruptedException {
    long start = System.nanoTime();
    List<Future<?>> faults = new ArrayList<>();
    for (PlannedFault planned : spell.faults()) {
      faults.add(
          threads.submit(
              () -> {
                strike(planned, start);
                return null;
              }));
    }
    for (Future<?> fault : faults) {
      try {
        fault.get();
      } catch (ExecutionException broken) {
        throw new IllegalStateException("a fault broke off", broken.getCause());
      }
    }
  }

  private void strike(PlannedFault planned, long start) throws InterruptedException {
    if (isOverBefore(start, planned.fromMillis())) {
      return;
    }
    Fault fault = source.prepare(planned);
    Strike strike = strikes.begin(fault);
    String failure = "";
    boolean injected = false;
    try {
      fault.inject();
      injected = true;
      progress.accept(fault.sentence());
      strikes.struck(strike);
      isOverBefore(start, planned.toMillis());
    } catch (IOException cannot) {
      failure = "not injected: " + cannot.getMessage();
      progress.accept(fault.sentence() + ": " + failure);
      if (strikes.isAlone(strike)) {
        // Nothing else stood in its way: a node did not do what it must, or help what it can.
        problems.add("not-as-meant", fault.sentence() + ": " + cannot.getMessage());
      }
    } finally {
      strikes.ended(strike, injected, heal(fault, failure));
    }
  }

  private String heal(Fault fault, String failure) throws InterruptedException {
    try {
      fault.heal();
      return failure;
    } catch (IOException cannot) {
      String message = fault.sentence() + ": not healed: " + cannot.getMessage();
      problems.add("not-healed", message);
      progress.accept(message);
      return message;
    }
  }

  /** Waits for a moment of the spell; true if the run is to end before it. */
  private boolean isOverBefore(long start, long millis) throws InterruptedException {
    long wait = start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime();
    return ending.await(wait, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
