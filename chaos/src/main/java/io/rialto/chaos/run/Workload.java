package io.rialto.chaos.run;

import io.rialto.chaos.history.HistoryWriter;
import io.rialto.client.sdk.ClientOptions;
import io.rialto.client.sdk.CommandResult;
import io.rialto.proto.trading.Command;
import io.rialto.proto.trading.Reply;
import io.rialto.proto.trading.ResultCode;
import io.rialto.workloads.GeneratorOptions;
import io.rialto.workloads.WorkloadCommand;
import io.rialto.workloads.WorkloadGenerator;
import io.rialto.workloads.WorkloadLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Many users who trade at a steady rate whatever happens to the cluster, through a few clients that
 * die now and then in the middle of it. What a dead client left unknown, the next one resolves;
 * what did not happen is sent again.
 *
 * <p>All state belongs to one thread, {@code chaos-workload}.
 */
final class Workload implements AutoCloseable {

  private final LoadRecorder recorder;
  private final WorkloadGenerator generator;
  private final List<ClientSeat> seats = new ArrayList<>();
  private final Map<String, UserErrands> users = new HashMap<>();
  private final List<String> userNames = new ArrayList<>();
  private final Reads reads;
  private final Random random;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "chaos-workload"));
  private final ExecutorService dying =
      Executors.newCachedThreadPool(task -> new Thread(task, "chaos-dying-client"));
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicInteger deaths = new AtomicInteger();
  private long startNanos;
  private long thoughtOf;
  private long nextDeathNanos;
  private boolean sending;

  Workload(List<String> endpoints, HistoryWriter history, LoadRecorder recorder, ChaosPlan plan) {
    this.recorder = recorder;
    this.random = new Random(plan.seed());
    this.generator =
        new WorkloadGenerator(
            new GeneratorOptions(
                RunLimits.USERS, WorkloadLimits.COMMANDS_MAX, plan.seed(), RunLimits.SYMBOLS));
    ClientOptions options = ClientOptions.of(endpoints).withDeadline(RunLimits.COMMAND_DEADLINE);
    for (int i = 1; i <= RunLimits.CLIENTS; i++) {
      seats.add(new ClientSeat(options, history, "client-" + i));
    }
    this.reads = new Reads(endpoints, seats, history, recorder, random);
  }

  void start() {
    thread.execute(
        guarded(
            () -> {
              startNanos = System.nanoTime();
              sending = true;
              planDeath();
            }));
    long tick = RunLimits.TICK.toMillis();
    thread.scheduleAtFixedRate(guarded(this::tick), tick, tick, TimeUnit.MILLISECONDS);
  }

  /** What goes wrong on the thread ends the run: a workload that stopped would prove nothing. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error broken) {
        failure.compareAndSet(null, broken);
        throw broken;
      }
    };
  }

  /** Throws what went wrong on the workload's thread, if anything did. */
  void check() {
    Throwable broken = failure.get();
    if (broken != null) {
      throw new IllegalStateException("the workload broke off", broken);
    }
  }

  int clientsLost() {
    return deaths.get();
  }

  // Thinking of commands.

  private void tick() {
    if (!sending) {
      return;
    }
    long elapsed = System.nanoTime() - startNanos;
    long due = elapsed * RunLimits.COMMANDS_PER_SECOND / TimeUnit.SECONDS.toNanos(1);
    while (thoughtOf < due) {
      thoughtOf++;
      thinkOfOne();
    }
    reads.upTo(elapsed, userNames);
    if (System.nanoTime() - nextDeathNanos >= 0) {
      killClient();
      planDeath();
    }
  }

  private void thinkOfOne() {
    WorkloadCommand line = generator.next();
    String name = line.command().getUser();
    UserErrands user = users.get(name);
    if (user == null) {
      user = new UserErrands(seats.get(users.size() % seats.size()));
      users.put(name, user);
      userNames.add(name);
    }
    if (user.hasRoom()) {
      user.add(new Errand(asSent(line.command()), user.nextOrder(), System.nanoTime()));
      send(user);
    }
  }

  /** Numbered by the machine; triggers for the few symbols and prices that users favour. */
  private Command asSent(Command made) {
    Command.Builder command = made.toBuilder().clearNumber();
    switch (made.getKind()) {
      case SET_BUY_AMOUNT, CANCEL_SET_BUY -> command.setSymbol(awaited(made.getSymbol()));
      case SET_BUY_TRIGGER ->
          command.setSymbol(awaited(made.getSymbol())).setAmountCents(triggerPrice());
      case SET_SELL_TRIGGER -> command.setAmountCents(triggerPrice());
      default -> {}
    }
    return command.build();
  }

  private static String awaited(String symbol) {
    List<String> symbols = RunLimits.AWAITED_SYMBOLS;
    return symbols.get(Math.floorMod(symbol.hashCode(), symbols.size()));
  }

  private int triggerPrice() {
    return RunLimits.TRIGGER_PRICES.get(random.nextInt(RunLimits.TRIGGER_PRICES.size()));
  }

  // Clients.

  private void planDeath() {
    double lives = -Math.log(1 - random.nextDouble());
    nextDeathNanos = System.nanoTime() + (long) (lives * RunLimits.CLIENT_LIFE.toNanos());
  }

  private void killClient() {
    ClientSeat seat = seats.get(random.nextInt(seats.size()));
    deaths.incrementAndGet();
    dying.execute(seat.replace()::die);
  }

  // Commands.

  private void send(UserErrands user) {
    while (user.maySend()) {
      Errand errand = user.takeNext();
      errand.sentNanos = System.nanoTime();
      user.seat()
          .client()
          .submit(errand.command)
          .thenAcceptAsync(result -> landed(user, errand, result), task -> run(task));
    }
  }

  private void resolve(UserErrands user, Errand errand) {
    errand.sentNanos = System.nanoTime();
    CommandResult unknown = errand.result;
    user.seat()
        .client()
        .resolve(unknown.session(), unknown.sequence())
        .thenAcceptAsync(result -> resolved(user, errand, result), task -> run(task));
  }

  private void run(Runnable task) {
    if (!thread.isShutdown()) {
      thread.execute(guarded(task));
    }
  }

  private void landed(UserErrands user, Errand errand, CommandResult result) {
    user.ended();
    errand.result = result;
    switch (result.kind()) {
      case DONE -> recorder.answered(true, errand.meantNanos, errand.sentNanos);
      case REJECTED -> recorder.answered(false, errand.meantNanos, errand.sentNanos);
      case RETRY -> {
        recorder.retried();
        user.cameBack(errand);
      }
      case UNKNOWN -> {
        recorder.unknown();
        user.cameBack(errand);
      }
    }
    goOn(user, result.reply());
  }

  /** Settled if it has a result, or never will; else it is resolved again later. */
  private void resolved(UserErrands user, Errand errand, CommandResult result) {
    user.ended();
    boolean cancelled = result.reply().getCode() == ResultCode.CANCELLED;
    if (cancelled) {
      recorder.resolved();
      errand.result = null;
      user.cameBack(errand);
    } else {
      switch (result.kind()) {
        case DONE, REJECTED -> {
          recorder.resolved();
          recorder.answered(
              result.kind() == CommandResult.Kind.DONE, errand.meantNanos, errand.sentNanos);
        }
        case RETRY, UNKNOWN -> user.cameBack(errand);
      }
    }
    goOn(user, result.reply());
  }

  private void goOn(UserErrands user, Reply last) {
    if (user.beginPause()) {
      long millis =
          Math.max(
              RunLimits.PAUSE_MIN.toMillis(),
              Math.min(RunLimits.PAUSE_MAX.toMillis(), last.getRetryAfterMillis()));
      thread.schedule(guarded(() -> pauseOver(user)), millis, TimeUnit.MILLISECONDS);
    } else {
      send(user);
    }
  }

  private void pauseOver(UserErrands user) {
    user.endPause().ifPresentOrElse(unknown -> resolve(user, unknown), () -> sendAgain(user));
  }

  private void sendAgain(UserErrands user) {
    if (!sending) {
      user.forgetWaiting();
    }
    send(user);
  }

  // The end.

  /** Nobody thinks of anything new, and nobody dies any more; what is under way goes on. */
  void stopSending() {
    run(
        () -> {
          sending = false;
          users.values().forEach(UserErrands::forgetWaiting);
        });
  }

  /** Waits until all that was sent has an outcome; false if some has none in time. */
  boolean settle() throws InterruptedException {
    long deadline = System.nanoTime() + RunLimits.SETTLE_MAX.toNanos();
    AtomicReference<Boolean> idle = new AtomicReference<>(false);
    while (!idle.get() && System.nanoTime() < deadline) {
      check();
      TimeUnit.NANOSECONDS.sleep(RunLimits.LOOK_EVERY.toNanos());
      run(() -> idle.set(users.values().stream().allMatch(UserErrands::isIdle) && reads.isIdle()));
    }
    return idle.get();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    seats.forEach(seat -> seat.client().close());
    reads.close();
    dying.shutdown();
  }
}
