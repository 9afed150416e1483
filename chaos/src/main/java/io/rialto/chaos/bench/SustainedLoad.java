package io.rialto.chaos.bench;

import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.CommandKind;
import io.rialto.proto.trading.Consistency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Adds a cent to accounts at random, at a steady rate, whatever happens to the cluster; what falls
 * behind during an outage is caught up. Some of it goes to one witness, whose account tells in the
 * end whether what was acknowledged is there, once.
 */
final class SustainedLoad implements AutoCloseable {

  private static final String WITNESS = "witness";

  private final RialtoClient client;
  private final int accounts;
  private final long pauseNanos;
  private final Thread sender;
  private final SplittableRandom random = new SplittableRandom(BenchLimits.SEED);
  private final long startNanos = System.nanoTime();
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong witnessDone = new AtomicLong();
  private final AtomicLong witnessUnknown = new AtomicLong();
  private final FirstAnswer firstAnswer = new FirstAnswer();
  private volatile boolean stopping;

  SustainedLoad(List<String> endpoints, int accounts, int commandsPerSecond) {
    this.accounts = accounts;
    this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / commandsPerSecond;
    this.client =
        RialtoClient.connect(
            ClientOptions.of(endpoints)
                .withDeadline(BenchLimits.COMMAND_DEADLINE)
                .withCommandsInFlightMax(BenchLimits.SUSTAINED_IN_FLIGHT));
    this.sender = new Thread(this::send, "sustained-load");
    sender.setDaemon(true);
    sender.start();
  }

  private void send() {
    long next = startNanos;
    while (!stopping) {
      long early = next - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      } else {
        next += pauseNanos;
        submitOne();
      }
    }
  }

  private void submitOne() {
    boolean toWitness = submitted.incrementAndGet() % BenchLimits.WITNESS_EVERY == 0;
    String user = toWitness ? WITNESS : AccountLoader.user(random.nextInt(accounts));
    Command command =
        Command.newBuilder().setKind(CommandKind.ADD).setUser(user).setAmountCents(1).build();
    long sentNanos = System.nanoTime();
    client.submit(command).thenAccept(result -> ended(result, toWitness, sentNanos));
  }

  private void ended(CommandResult result, boolean ofWitness, long sentNanos) {
    switch (result.kind()) {
      case DONE -> {
        done.incrementAndGet();
        witnessDone.addAndGet(ofWitness ? 1 : 0);
        firstAnswer.done(sentNanos, System.nanoTime());
      }
      case UNKNOWN -> {
        unknown.incrementAndGet();
        witnessUnknown.addAndGet(ofWitness ? 1 : 0);
      }
      case REJECTED, RETRY -> {}
    }
    ended.incrementAndGet();
  }

  /** To be told when a command is acknowledged that was sent from now on. */
  FirstAnswer.Expected expectAnswer() {
    return firstAnswer.expect();
  }

  /** Sends no more, waits for the last answer, and looks at the witness's account. */
  SustainedFigures finish() throws InterruptedException {
    stopSending();
    long nanos = System.nanoTime() - startNanos;
    while (ended.get() < submitted.get()) {
      TimeUnit.NANOSECONDS.sleep(BenchLimits.LOOK_EVERY.toNanos());
    }
    long cents = client.summary(WITNESS, Consistency.STRICT).join().getSummary().getCashCents();
    return new SustainedFigures(
        done.get(),
        unknown.get(),
        done.get() * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos),
        Math.max(0, witnessDone.get() - cents),
        Math.max(0, cents - witnessDone.get() - witnessUnknown.get()));
  }

  private void stopSending() throws InterruptedException {
    stopping = true;
    sender.join();
  }

  @Override
  public void close() {
    stopping = true;
    sender.interrupt();
    client.close();
  }
}
