package io.rialto.workloads;

import io.rialto.client.sdk.CommandResult;
import io.rialto.client.sdk.RialtoClient;
import io.rialto.proto.trading.Reply;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Replays a workload against a cluster: a user's commands in file order, users side by side, the
 * administrator's DUMPLOG after all that stands before it.
 *
 * <p>One thread reads, sends and counts; the client's threads only hand it results. A command that
 * ends as RETRY (nothing happened) is sent again in its place before the same user's next ones; one
 * that ends as UNKNOWN is settled through the client first. Use once.
 */
public final class Replayer {

  private record Landing(
      UserLane lane,
      PendingCommand pending,
      boolean resolving,
      CommandResult result,
      Throwable failure,
      long endNanos) {}

  private record Pause(UserLane lane, long untilNanos) {}

  private final RialtoClient client;
  private final WorkloadSource source;
  private final ReplayOptions options;
  private final ReplayListener listener;

  private final LinkedBlockingQueue<Landing> landings = new LinkedBlockingQueue<>();
  private final ReplayStatistics statistics = new ReplayStatistics();
  private final Map<String, UserLane> lanes = new HashMap<>();
  private final ArrayDeque<UserLane> ready = new ArrayDeque<>();
  private final PriorityQueue<Pause> paused =
      new PriorityQueue<>(Comparator.comparingLong(Pause::untilNanos));

  private long startedNanos;
  private long nextProgressNanos;
  private long read;
  private long started;
  private int held;
  private int inFlight;
  private boolean sourceEnded;
  private WorkloadCommand dumpOfEveryone;
  private long dumpLogIndex;
  private boolean dumpAsked;

  public Replayer(
      RialtoClient client, WorkloadSource source, ReplayOptions options, ReplayListener listener) {
    this.client = client;
    this.source = source;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Replays to the end; blocks. Neither the client nor the source is closed.
   *
   * @throws IOException if the source cannot be read
   * @throws InterruptedException if the thread was interrupted; what is under way then is left to
   *     itself
   */
  public ReplayReport run() throws IOException, InterruptedException {
    startedNanos = System.nanoTime();
    nextProgressNanos = startedNanos;
    boolean more = true;
    while (more) {
      wakeDue();
      readAhead();
      submitReady();
      more = !isFinished();
      if (more) {
        awaitLandings();
      }
      reportProgress(!more);
    }
    return finish();
  }

  private boolean isFinished() {
    return sourceEnded && held == 0 && dumpOfEveryone == null;
  }

  private ReplayReport finish() {
    long elapsedNanos = System.nanoTime() - startedNanos;
    Optional<DumpReport> dump = Optional.empty();
    Optional<String> failure = Optional.empty();
    if (dumpAsked || options.dump().isPresent()) {
      long upTo = dumpLogIndex > 0 ? dumpLogIndex : statistics.lastLogIndex();
      try {
        dump = Optional.of(AuditDump.stream(client, upTo, options.dump()));
      } catch (IOException broken) {
        failure = Optional.of(String.valueOf(broken.getMessage()));
      }
    }
    return statistics.report(elapsedNanos, dump, failure);
  }

  // Reading.

  private void readAhead() throws IOException {
    for (int i = 0; i < WorkloadLimits.READ_AT_ONCE_MAX && mayRead(); i++) {
      WorkloadLine line = source.next();
      if (line == null) {
        sourceEnded = true;
      } else {
        read++;
        take(line);
      }
    }
    if (dumpOfEveryone != null && held == 0) {
      WorkloadCommand dump = dumpOfEveryone;
      dumpOfEveryone = null;
      hold(dump, System.nanoTime());
    }
  }

  private boolean mayRead() {
    return hasRoomToRead() && (options.rate() == 0 || System.nanoTime() - dueNanos() >= 0);
  }

  private boolean hasRoomToRead() {
    return !sourceEnded
        && dumpOfEveryone == null
        && held < WorkloadLimits.HELD_MAX
        && source.isReady();
  }

  /** With a rate: when the next command is meant to be sent. */
  private long dueNanos() {
    return startedNanos + (long) (started * 1e9 / options.rate());
  }

  private void take(WorkloadLine line) {
    if (line instanceof MalformedLine malformed) {
      statistics.malformed();
      listener.malformed(malformed);
    } else if (line instanceof WorkloadCommand command) {
      if (command.isDumpOfEveryone()) {
        dumpOfEveryone = command;
      } else {
        hold(command, dueNanosOrZero());
      }
    }
  }

  private long dueNanosOrZero() {
    return options.rate() == 0 ? 0 : dueNanos();
  }

  private void hold(WorkloadCommand command, long meantNanos) {
    PendingCommand pending = new PendingCommand(started++, command);
    if (options.rate() != 0) {
      pending.countFrom(meantNanos);
    }
    UserLane lane = lanes.computeIfAbsent(command.command().getUser(), UserLane::new);
    lane.add(pending);
    held++;
    makeReady(lane);
  }

  // Sending.

  private void makeReady(UserLane lane) {
    if (lane.maySubmit(options.window()) && lane.schedule()) {
      ready.addLast(lane);
    }
  }

  private void submitReady() {
    while (!ready.isEmpty() && inFlight < WorkloadLimits.IN_FLIGHT_MAX) {
      UserLane lane = ready.pollFirst();
      lane.unscheduled();
      if (lane.maySubmit(options.window())) {
        submit(lane, lane.takeNext());
        makeReady(lane);
      }
    }
  }

  private void submit(UserLane lane, PendingCommand pending) {
    pending.sent(System.nanoTime(), options.patience());
    inFlight++;
    await(lane, pending, false, client.submit(pending.line.command()));
  }

  private void resolve(UserLane lane, PendingCommand pending) {
    inFlight++;
    CommandResult unknown = pending.result();
    await(lane, pending, true, client.resolve(unknown.session(), unknown.sequence()));
  }

  private void await(
      UserLane lane,
      PendingCommand pending,
      boolean resolving,
      CompletableFuture<CommandResult> future) {
    future.whenComplete(
        (result, failure) ->
            landings.add(
                new Landing(lane, pending, resolving, result, failure, System.nanoTime())));
  }

  // Landing.

  private void awaitLandings() throws InterruptedException {
    Landing first = landings.poll(nanosToWait(), TimeUnit.NANOSECONDS);
    if (first != null) {
      List<Landing> arrived = new ArrayList<>();
      arrived.add(first);
      landings.drainTo(arrived);
      arrived.forEach(this::land);
    }
  }

  private long nanosToWait() {
    long now = System.nanoTime();
    long wait = nextProgressNanos - now;
    if (!paused.isEmpty()) {
      wait = Math.min(wait, paused.peek().untilNanos() - now);
    }
    if (hasRoomToRead()) {
      wait = options.rate() == 0 ? 0 : Math.min(wait, dueNanos() - now);
    }
    return Math.max(0, wait);
  }

  private void land(Landing landing) {
    UserLane lane = landing.lane();
    lane.landed();
    inFlight--;
    if (landing.failure() != null) {
      throw new IllegalStateException(
          "the client failed on line " + landing.pending().line.number(), landing.failure());
    }
    if (landing.resolving()) {
      landResolved(lane, landing.pending(), landing.result(), landing.endNanos());
    } else {
      landSubmitted(lane, landing.pending(), landing.result(), landing.endNanos());
    }
    goOn(lane, landing.result().reply());
  }

  private void landSubmitted(
      UserLane lane, PendingCommand pending, CommandResult result, long endNanos) {
    pending.result(result);
    switch (result.kind()) {
      case DONE, REJECTED -> {
        lane.answered(pending);
        finish(pending, endNanos);
      }
      case RETRY -> comeBackOrGiveUp(lane, pending, endNanos);
      case UNKNOWN -> {
        pending.renewPatience(endNanos, options.patience());
        lane.cameBack(pending);
      }
    }
  }

  private void landResolved(
      UserLane lane, PendingCommand pending, CommandResult result, long endNanos) {
    switch (Settlement.of(result)) {
      case ANSWERED -> {
        statistics.resolved();
        pending.result(result);
        lane.answered(pending);
        finish(pending, endNanos);
      }
      case NEVER_APPLIED -> {
        statistics.resolved();
        pending.result(
            new CommandResult(
                CommandResult.Kind.RETRY,
                result.reply(),
                result.session(),
                result.sequence(),
                result.attempts()));
        comeBackOrGiveUp(lane, pending, endNanos);
      }
      case STILL_UNKNOWN -> comeBackOrGiveUp(lane, pending, endNanos);
      case LOST -> finish(pending, endNanos);
    }
  }

  private void comeBackOrGiveUp(UserLane lane, PendingCommand pending, long nanos) {
    if (pending.isPatienceOver(nanos)) {
      finish(pending, nanos);
    } else {
      lane.cameBack(pending);
    }
  }

  private void finish(PendingCommand pending, long endNanos) {
    held--;
    FinishedCommand finished = pending.finished(endNanos);
    if (pending.line.isDumpOfEveryone() && finished.result().kind() == CommandResult.Kind.DONE) {
      dumpAsked = true;
      dumpLogIndex = finished.result().reply().getLogIndex();
    }
    statistics.finished(finished);
    listener.finished(finished);
  }

  private void goOn(UserLane lane, Reply lastReply) {
    if (lane.isDrained()) {
      pause(lane, lastReply.getRetryAfterMillis());
    } else if (lane.isEmpty()) {
      lanes.remove(lane.user);
    } else {
      makeReady(lane);
    }
  }

  private void pause(UserLane lane, long askedMillis) {
    long pauseMillis =
        Math.min(
            WorkloadLimits.PAUSE_MAX.toMillis(),
            Math.max(WorkloadLimits.PAUSE_MIN.toMillis(), askedMillis));
    paused.add(new Pause(lane, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis)));
  }

  private void wakeDue() {
    long now = System.nanoTime();
    while (!paused.isEmpty() && paused.peek().untilNanos() - now <= 0) {
      UserLane lane = paused.poll().lane();
      Optional<PendingCommand> unknown = lane.takeUnknown();
      if (unknown.isPresent()) {
        resolve(lane, unknown.get());
      } else {
        lane.sendAgain().forEach(pending -> statistics.retried(lane.isOvertaken(pending)));
        makeReady(lane);
      }
    }
  }

  private void reportProgress(boolean last) {
    long now = System.nanoTime();
    if (last || now - nextProgressNanos >= 0) {
      nextProgressNanos = now + WorkloadLimits.PROGRESS_EVERY.toNanos();
      listener.progress(
          new ReplayProgress(
              read,
              statistics.finishedCount(),
              statistics.answeredCount(),
              statistics.malformedCount(),
              inFlight,
              now - startedNanos));
    }
  }
}
