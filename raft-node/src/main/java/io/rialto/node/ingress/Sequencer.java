package io.rialto.node.ingress;

import io.rialto.node.machine.EntryResult;
import io.rialto.node.machine.TradingMachine;
import io.rialto.node.machine.TradingMachine.ArmedSymbol;
import io.rialto.node.ops.ExitCode;
import io.rialto.node.ops.FailStop;
import io.rialto.node.ops.Limits;
import io.rialto.node.quotes.QuoteAsk;
import io.rialto.node.quotes.QuoteDesk;
import io.rialto.node.raft.Leadership;
import io.rialto.node.raft.NotReplicatedException;
import io.rialto.node.raft.ReplicatedMachine;
import io.rialto.proto.cluster.ClockReading;
import io.rialto.proto.log.HashReport;
import io.rialto.proto.quotes.SignedQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what goes into the log, and when: the only thread that submits entries.
 *
 * <p>A user's commands keep their order and users never wait for each other ({@link
 * EntryAssembly}). A command without a valid price waits at the head of its lane until the quote
 * desk has one. A batch is closed as soon as no entry is under way, or one is and there is much for
 * another ({@link EntryAssembly#mayFill}), so batches grow with the load. What waits belongs to the
 * term: when leadership is lost it is sent back, never submitted later.
 *
 * <p>Everything private here runs on the sequencer's thread, which waits for its mailbox, for the
 * log to take an entry, and for the store where it looks at an account.
 */
final class Sequencer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(Limits.TICK_MILLIS);

  private final ReplicatedMachine machine;
  private final QuoteDesk desk;
  private final Answers answers;
  private final Leaders leaders;
  private final FailStop failStop;
  private final Stamps stamps;
  private final Thread thread = new Thread(this::run, "rialto-sequencer");
  private final Mailbox mailbox = new Mailbox();
  private final EntryAssembly assembly;
  private final Pace pace = new Pace();
  private final Map<Long, EntryInFlight> inFlight = new LinkedHashMap<>();
  private List<CompletableFuture<Void>> barriers = new ArrayList<>();

  private final List<HashReport> hashReports = new ArrayList<>();

  private volatile Supplier<String> gate = () -> null;
  private volatile boolean leading;

  /** What is due is more than one entry may end: the next one must not wait for a tick. */
  private volatile boolean moreIsDue;

  private volatile long operationsApplied;
  private long operationsSeen;

  private long term;
  private long entriesSubmitted;
  private long lastSubmitNanos;
  private boolean stopping;
  private long stopDeadlineNanos;

  Sequencer(
      ReplicatedMachine machine,
      QuoteDesk desk,
      Responder responder,
      Leaders leaders,
      FailStop failStop,
      Stamps stamps) {
    this.machine = machine;
    this.desk = desk;
    this.answers = new Answers(responder);
    this.leaders = leaders;
    this.failStop = failStop;
    this.stamps = stamps;
    this.assembly = new EntryAssembly(machine, new AroundAssembly());
  }

  void start() {
    machine.onApplied(
        result -> {
          assembly.applied(result);
          answers.termApplied(result.term());
          moreIsDue = result.moreIsDue();
        });
    machine.onLeadershipChange(ignored -> mailbox.post(this::lookAtLeadership));
    mailbox.post(this::lookAtLeadership);
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes operations in their order; each is answered through its ReplyTo. Any thread. */
  void accept(List<Waiting> operations) {
    accept(operations, false);
  }

  /**
   * The same.
   *
   * @param sure whether the operations are of one who asks for little: they are taken however much
   *     others have under way
   */
  void accept(List<Waiting> operations, boolean sure) {
    if (!answers.owe(operations, sure)) {
      Refusal refusal =
          Refusal.overloaded(Limits.COMMANDS_UNANSWERED_MAX + " commands wait on this node");
      mailbox.post(() -> answers.sendBack(operations, refusal, refusal));
    } else {
      mailbox.post(() -> enqueue(operations));
    }
  }

  /**
   * Completes, on the sequencer's thread, once an entry submitted after this call has been applied
   * here; fails with {@link RefusedException}. Any thread.
   */
  CompletableFuture<Void> barrier() {
    CompletableFuture<Void> barrier = new CompletableFuture<>();
    mailbox.post(
        () -> {
          if (takesCommands()) {
            barriers.add(barrier);
          } else {
            barrier.completeExceptionally(new RefusedException(refusalNow()));
          }
        });
    return barrier;
  }

  /**
   * Puts a node's hash into the next entry, for all to compare; without leadership it is dropped.
   * Any thread.
   */
  void report(HashReport report) {
    mailbox.post(
        () -> {
          if (leading && hashReports.size() < Limits.ENTRY_HASH_REPORTS_MAX) {
            hashReports.add(report);
          }
        });
  }

  /**
   * The gate is asked for each command: why it must be sent back, or null. Ticks, barriers and what
   * is in the log already go on behind a closed gate. Any thread.
   */
  void gate(Supplier<String> asked) {
    gate = asked;
  }

  /** Whether this node takes commands. Any thread. */
  boolean leading() {
    return leading;
  }

  /** What has been answered. Any thread. */
  AnswerFigures answered() {
    return answers.figures();
  }

  /** Another node has told the time and how far it is. Any thread. */
  void clockRead(String node, ClockReading reading) {
    pace.read(node, reading.getAppliedLogIndex(), System.nanoTime());
    mailbox.post(this::submitEntries);
  }

  /** Whether much has been applied since this was asked last; to be asked by one thread. */
  boolean isBusy() {
    long now = operationsApplied;
    boolean busy = now - operationsSeen >= Limits.PACE_BUSY_OPERATIONS;
    operationsSeen = now;
    return busy;
  }

  /** Wants fresh quotes for armed symbols whose quote has run out. Any thread. */
  void refresh(List<ArmedSymbol> armed) {
    mailbox.post(
        () -> {
          if (takesCommands()) {
            assembly.refresh(armed, assembly.logTimeAt(stamps.millis()));
          }
        });
  }

  /** Sends back what waits, and gives what is in flight a while to settle. */
  @Override
  public void close() {
    mailbox.post(
        () -> {
          stopping = true;
          stopDeadlineNanos =
              System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Limits.STOP_MILLIS_MAX);
          sendBackAllWaiting();
        });
    try {
      thread.join(2L * Limits.STOP_MILLIS_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      lastSubmitNanos = System.nanoTime();
      while (!stopped()) {
        mailbox.runSome(waitMillis());
        submitEntries();
      }
      List.copyOf(inFlight.values())
          .forEach(
              entry ->
                  settled(entry, null, new NotReplicatedException("the node stopped", true, null)));
      leading = false;
      mailbox.ownerGone();
    } catch (InterruptedException | RuntimeException | Error e) {
      failStop.halt(ExitCode.UNEXPECTED, "the sequencer failed", e);
    }
  }

  /** Until the next entry may be due, at most. */
  private long waitMillis() {
    long holdMillis = TimeUnit.NANOSECONDS.toMillis(holdNanos());
    return holdMillis > 0 ? holdMillis + 1 : Limits.TICK_MILLIS / 4;
  }

  /** For how long no entry is submitted, because a follower is behind. */
  private long holdNanos() {
    if (!leading || stopping) {
      return 0;
    }
    long now = System.nanoTime();
    return Math.max(0, pace.holdNanos(now) - (now - lastSubmitNanos));
  }

  private boolean stopped() {
    return stopping && (inFlight.isEmpty() || System.nanoTime() - stopDeadlineNanos > 0);
  }

  private void enqueue(List<Waiting> operations) {
    String closed = gate.get();
    if (takesCommands() && closed != null) {
      Refusal refusal = Refusal.diskLow(closed);
      answers.sendBack(operations, refusal, refusal);
    } else if (takesCommands()) {
      operations.forEach(assembly::add);
    } else {
      Refusal refusal = refusalNow();
      answers.sendBack(operations, refusal, refusal);
    }
  }

  private boolean takesCommands() {
    return leading && !stopping && stamps.refusal() == null;
  }

  private Refusal refusalNow() {
    if (stopping) {
      return Refusal.unavailable("this node is stopping");
    }
    return leading && stamps.refusal() != null
        ? stamps.refusal()
        : Refusal.notLeader(leaders.hint());
  }

  // Leadership.

  private void lookAtLeadership() {
    Leadership now = machine.leadership();
    if (leading && (!now.leading() || now.term() != term)) {
      leading = false;
      LOG.info("leads no more (term {})", term);
      sendBackAllWaiting();
    }
    if (now.leading() && !leading && !stopping) {
      term = now.term();
      stamps.elected();
      pace.elected();
      assembly.know(machine.withMachine(TradingMachine::quoteTimes));
      leading = true;
      LOG.info("leads in term {}", term);
    }
  }

  private void sendBackAllWaiting() {
    hashReports.clear();
    Refusal refusal = refusalNow();
    answers.sendBack(assembly.takeAll(), refusal, refusal);
    fail(takeBarriers(), refusal);
  }

  // Entries.

  private void submitEntries() {
    while (assembly.mayFill(inFlight.size()) && holdNanos() == 0 && mayStamp()) {
      EntryBuilder entry = assemble();
      if (entry.isEmpty() && barriers.isEmpty() && !tickDue()) {
        return;
      }
      submit(entry);
    }
  }

  private boolean mayStamp() {
    if (!leading || stopping) {
      return false;
    }
    boolean allowed = stamps.allowed();
    if (!allowed && stamps.refusal() != null) {
      sendBackAllWaiting();
    }
    return allowed;
  }

  private boolean tickDue() {
    return inFlight.isEmpty() && (moreIsDue || System.nanoTime() - lastSubmitNanos >= TICK_NANOS);
  }

  private EntryBuilder assemble() {
    long stamp = stamps.millis();
    EntryBuilder entry = new EntryBuilder(leaders.nodeId(), stamp);
    hashReports.forEach(entry::add);
    hashReports.clear();
    assembly.fill(entry, entriesSubmitted + 1, assembly.logTimeAt(stamp));
    return entry;
  }

  private void submit(EntryBuilder built) {
    EntryInFlight entry = EntryInFlight.of(++entriesSubmitted, term, built, takeBarriers());
    inFlight.put(entry.number(), entry);
    lastSubmitNanos = System.nanoTime();
    machine
        .submit(built.build())
        .whenComplete((result, failure) -> mailbox.post(() -> settled(entry, result, failure)));
  }

  private void settled(EntryInFlight entry, EntryResult result, Throwable failure) {
    if (inFlight.remove(entry.number()) == null) {
      return;
    }
    assembly.ended(entry);
    if (failure == null) {
      pace.applied(result.index(), entry.operations().size());
      operationsApplied = pace.operations();
      assembly.settled(entry.number());
      answers.settle(entry.operations(), result);
      entry.barriers().forEach(barrier -> barrier.complete(null));
    } else {
      assembly.forgetSubmitted();
      fail(entry, failure);
      lookAtLeadership();
    }
  }

  private void fail(EntryInFlight entry, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof NotReplicatedException) {
      LOG.info("entry {} of term {} is lost: {}", entry.number(), entry.term(), cause.getMessage());
    } else {
      LOG.error("entry {} of term {} failed unforeseen", entry.number(), entry.term(), cause);
    }
    Refusal retry =
        machine.leadership().leading()
            ? Refusal.unavailable("the log did not take it: " + cause.getMessage())
            : Refusal.notLeader(leaders.hint());
    if (cause instanceof NotReplicatedException e && !e.mayStillApply()) {
      answers.sendBack(entry.operations(), retry, retry);
    } else {
      answers.leaveUnknown(entry.operations(), entry.term(), cause.getMessage());
    }
    fail(entry.barriers(), retry);
  }

  private List<CompletableFuture<Void>> takeBarriers() {
    List<CompletableFuture<Void>> taken = barriers;
    barriers = new ArrayList<>();
    return taken;
  }

  private static void fail(List<CompletableFuture<Void>> barriers, Refusal refusal) {
    barriers.forEach(barrier -> barrier.completeExceptionally(new RefusedException(refusal)));
  }

  /** All of it but posting is called on the sequencer's thread. */
  private final class AroundAssembly implements EntryAssembly.Surroundings {
    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void post(Runnable task) {
      mailbox.post(task);
    }

    @Override
    public CompletableFuture<SignedQuote> fetch(QuoteAsk ask) {
      return desk.fetch(ask);
    }

    @Override
    public void hurry(String symbol) {
      desk.hurry(symbol);
    }

    @Override
    public long termLed() {
      return leading ? term : 0;
    }

    @Override
    public void sendBack(List<Waiting> operations, Refusal first, Refusal behind) {
      answers.sendBack(operations, first, behind);
    }
  }
}
